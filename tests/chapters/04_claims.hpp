// Chapter 4: what its text concludes from its numbers, restated with margins.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"

#include "04_loss/accuracy.hpp"
#include "04_loss/hinge.hpp"
#include "04_loss/lasso.hpp"
#include "04_loss/library.hpp"
#include "04_loss/logistic.hpp"
#include "04_loss/losses.hpp"
#include "04_loss/penalty.hpp"
#include "04_loss/recovery.hpp"
#include "04_loss/regression.hpp"
#include "04_loss/sigmoid.hpp"
#include "04_loss/softmax.hpp"
#include "04_loss/templates.hpp"

namespace chapter04_claims {

using namespace chapter04;

/// Normal numbers times `size`.
inline arma::vec normal_numbers(arma::uword n, double size,
                                nn::Random& random) {
  arma::vec values(n);
  for (double& value : values)
    value = size * random.normal();
  return values;
}

}  // namespace chapter04_claims

// A product of a thousand factors is too small for a double, its logarithm is
// not; divided by -m, that is the mean cross-entropy.
BOOST_AUTO_TEST_CASE(the_likelihood_and_its_logarithm_are_largest_together) {
  using namespace chapter04;
  nn::Random random(1);
  const arma::rowvec x{0.2, -1.1, 0.7, 1.9, -0.4};
  const std::vector<std::int32_t> labels{0, 1, 1, 0, 1};
  const auto scores_at = [&](double w) {
    return arma::mat(arma::join_cols(w * x, 0 * x));
  };
  double largest = 0, least = arma::datum::inf, w_likely = 0, w_cross = 1;
  for (double w = -2; w < 2; w += 0.01) {
    const arma::mat z = scores_at(w);
    const double product = likelihood(z, labels);
    const double loss = arma::mean(cross_entropies(z, labels));
    BOOST_TEST(-std::log(product) / 5 == loss,
               boost::test_tools::tolerance(1e-12));
    if (product > largest) largest = product, w_likely = w;
    if (loss < least) least = loss, w_cross = w;
  }
  BOOST_TEST(w_likely == w_cross);
  BOOST_TEST(w_cross > -1.9);  // inside, not at an end
  BOOST_TEST(w_cross < 1.9);
  // A thousand samples of ten classes, good answers and bad.
  arma::mat many(10, 1000);
  for (double& z : many)
    z = random.normal();
  std::vector<std::int32_t> classes(1000);
  for (std::int32_t& label : classes)
    label = std::int32_t(random.integer(10));
  BOOST_TEST(likelihood(many, classes) == 0);
  BOOST_TEST(std::isfinite(arma::accu(cross_entropies(many, classes))));
}

// For softmax with cross-entropy the slope is p - t. With either one alone it
// is not: of 1 - p it fades, and of the logarithm alone it does not sum to 0.
BOOST_AUTO_TEST_CASE(the_slope_over_the_scores_is_output_minus_target) {
  using namespace chapter04;
  nn::Random random(2);
  for (int run = 0; run < 20; ++run) {
    const arma::vec z = chapter04_claims::normal_numbers(5, 3, random);
    const arma::uword label = random.integer(5);
    const arma::vec p = softmax(z);
    for (arma::uword i = 0; i < 5; ++i) {
      const auto at = [&](double score) {
        arma::vec moved = z;
        moved(i) = score;
        return moved;
      };
      const auto loss = [&](double s) { return -log_softmax(at(s))(label); };
      const auto no_log = [&](double s) { return 1 - softmax(at(s))(label); };
      const double target = i == label ? 1 : 0;
      // Central differences with h = 1e-4: error below h^2.
      BOOST_TEST(std::abs(slope(loss, z(i)) - (p(i) - target)) < 1e-8);
      BOOST_TEST(std::abs(slope(no_log, z(i)) - p(label) * (p(i) - target)) <
                 1e-8);
    }
  }
  // The cat: its own score is pulled up, that of the car down.
  const arma::vec cat = three_images().col(0);
  const arma::vec slopes = softmax(cat) - arma::vec{1, 0, 0};
  BOOST_TEST(std::abs(slopes(0) + 0.870) < 5e-4);
  BOOST_TEST(std::abs(slopes(1) - 0.869) < 5e-4);
  BOOST_TEST(std::abs(arma::accu(slopes)) < 1e-15);
}

// The right half of the figure of losses, against the lead m.
BOOST_AUTO_TEST_CASE(four_losses_over_the_lead_of_the_right_score) {
  using namespace chapter04;
  double before = arma::datum::inf;
  for (double m = -3; m < 30; m += 0.25) {
    const double ramp = hinge({m, 0}, 0);
    BOOST_TEST(ramp == (m < 1 ? 1 - m : 0),
               boost::test_tools::tolerance(1e-15));
    const double smooth = binary_cross_entropy(m, 1);
    BOOST_TEST(smooth > 0);
    BOOST_TEST(smooth < before);
    before = smooth;
  }
  // Where the mistakes are, the squared error is flat, the others are not.
  BOOST_TEST(std::abs(squared_slope(-10)) < 1e-3);
  BOOST_TEST(std::abs(cross_entropy_slope(-10)) > 0.99);
}

// 2 p (1 - p)^2 is largest at p = 1/3. Below, every worse mistake pulls less by
// the squared error, and more by the cross-entropy.
BOOST_AUTO_TEST_CASE(the_worse_the_mistake_the_less_the_squared_error_pulls) {
  using namespace chapter04;
  const double third = std::log(0.5);  // where sigmoid is 1/3
  BOOST_TEST(sigmoid(third) == 1.0 / 3, boost::test_tools::tolerance(1e-15));
  for (double z = third; z > -12; z -= 0.1) {
    BOOST_TEST(std::abs(squared_slope(z - 0.1)) < std::abs(squared_slope(z)));
    BOOST_TEST(std::abs(cross_entropy_slope(z - 0.1)) >
               std::abs(cross_entropy_slope(z)));
  }
  BOOST_TEST(std::abs(squared_slope(0)) < std::abs(squared_slope(third)));
}

// A weight of 2 is the sample twice, 0 takes it out, and a common factor of
// all weights does nothing.
BOOST_AUTO_TEST_CASE(a_sample_weight_of_two_is_the_sample_twice) {
  using namespace chapter04;
  const arma::mat y{{1, 2, 3}, {5, 2, 1}}, t{{1, 0, 3}, {3, 0, 2}};
  const arma::uvec repeated{0, 0, 2};
  const auto mean = [](const arma::mat& a, const arma::mat& target,
                       const arma::mat& weights) {
    arma::mat losses(1, a.n_cols), gradient(arma::size(a));
    Doubles::squared_errors(a, target, losses, gradient);
    return Doubles::weighted_mean(weights, losses, gradient);
  };
  const double weighted = mean(y, t, {{2, 0, 1}});
  BOOST_TEST(weighted == mean(y.cols(repeated), t.cols(repeated), {{1, 1, 1}}),
             boost::test_tools::tolerance(1e-15));
  BOOST_TEST(weighted == mean(y, t, {{4, 0, 2}}),
             boost::test_tools::tolerance(1e-15));
  BOOST_TEST(std::abs(weighted - mean(y, t, {{1, 1, 1}})) > 0.1);
}

// Bowls with two weights, tilted and placed by chance: the best compromise with
// the square is often at a corner, with the circle it never is.
BOOST_AUTO_TEST_CASE(a_square_is_often_touched_at_a_corner_a_circle_never) {
  using namespace chapter04;
  nn::Random random(3);
  int corners = 0, anywhere = 0;
  for (int run = 0; run < 200; ++run) {
    const arma::mat a(chapter04_claims::normal_numbers(4, 1, random).memptr(),
                      2, 2);
    const arma::mat h = a * a.t() + 0.2 * arma::eye(2, 2);
    const Quadratic bowl{h, h * chapter04_claims::normal_numbers(2, 1, random)};
    corners += zeros_in(lasso(bowl, 1)) == 1;
    anywhere += zeros_in(ridge(bowl, 1)) == 1;
  }
  BOOST_TEST(corners > 60);
  BOOST_TEST(anywhere == 0);
}

// Inputs that hardly differ: the normal equations square them first.
BOOST_AUTO_TEST_CASE(qr_keeps_digits_that_the_normal_equations_lose) {
  using namespace chapter04;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    nn::Random random(seed);
    const arma::rowvec near =
        1e4 + chapter04_claims::normal_numbers(20, 1, random).t();
    const arma::mat x = with_ones(near);
    const arma::rowvec y = 2 * near + 1;
    const auto wrong_by = [](const arma::rowvec& line) {
      return std::abs(line(0) - 2);
    };
    BOOST_TEST(wrong_by(by_normal_equations(x, y)) >
               20 * wrong_by(by_qr(x, y)));
  }
}

// Why not stop earlier than after 10,000 steps: after a thousand the bias is
// still behind, and the weight is nearer.
BOOST_AUTO_TEST_CASE(descent_to_the_line_crawls_and_its_bias_lags) {
  using namespace chapter04;
  const Points data = quartet()[0];
  const arma::mat x = with_ones(data.x);
  const arma::rowvec best = by_normal_equations(x, data.y);
  const auto left = [&](int steps) {
    return arma::rowvec(
        arma::abs(by_descent(x, data.y, 0.01, steps) / best - 1));
  };
  BOOST_TEST(left(10)(1) > 0.9);  // still near the origin
  BOOST_TEST(left(1000)(1) > 0.05);
  BOOST_TEST(left(1000)(1) > 1.5 * left(1000)(0));
  BOOST_TEST(left(10000).max() < 1e-6);
}

// Where the lasso has a 0, plain descent jumps from side to side. The same
// descent that stops at 0 has the zeros: it was the jump.
BOOST_AUTO_TEST_CASE(plain_descent_jumps_over_zero_and_stopping_there_helps) {
  using namespace chapter04;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Quadratic loss = sparse_task(seed).loss();
    const arma::uvec zero = arma::find(lasso(loss, 0.3) == 0);
    BOOST_REQUIRE(zero.n_elem >= 3u);
    arma::vec plain(12, arma::fill::zeros), jumps = plain;
    arma::uword zeros = 0;
    for (int i = 0; i < 5000; ++i) {
      const arma::vec before = plain;
      plain -= 0.05 * (loss.gradient(plain) + 0.3 * arma::sign(plain));
      zeros += zeros_in(plain);
      jumps += arma::conv_to<arma::vec>::from(before % plain < 0);
    }
    BOOST_TEST(zeros == 0u);
    // All but one, perhaps: one that the loss pulls with nearly lambda creeps.
    BOOST_TEST(arma::accu(jumps(zero) > 5) >= zero.n_elem - 1);
    arma::vec w(12, arma::fill::zeros);
    for (int i = 0; i < 220; ++i)
      w = soft_threshold(arma::vec(w - 0.05 * loss.gradient(w)), 0.05 * 0.3);
    BOOST_TEST(zeros_in(w) >= 3u);
  }
}

// Ten thousand losses in batches of 1 and of 100: a tenth of the scatter.
BOOST_AUTO_TEST_CASE(a_hundred_times_the_batch_scatters_a_tenth) {
  using namespace chapter04;
  double ratio = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    nn::Random random(seed);
    arma::vec losses(10000);
    for (double& loss : losses)
      loss = -std::log(1 - random.uniform());
    const arma::vec one = batch_means(losses, 1, seed),
                    hundred = batch_means(losses, 100, seed);
    BOOST_TEST(arma::mean(hundred) == arma::mean(one),
               boost::test_tools::tolerance(1e-12));
    ratio += arma::stddev(one) / arma::stddev(hundred) / 5;
  }
  // 5 times 100 means tell their deviation to 1 / sqrt(1000) = 3 %.
  BOOST_TEST(ratio == 10, boost::test_tools::tolerance(0.12));
}

// Convex by chords, on the three samples of the figure: the loss at a mean of
// two weights is at most the mean of the losses. The squared error breaks it.
BOOST_AUTO_TEST_CASE(every_chord_of_the_cross_entropy_lies_above_it) {
  using namespace chapter04;
  const Students three = two_valleys();
  nn::Random random(5);
  int broken = 0;
  for (int run = 0; run < 2000; ++run) {
    const double a = random.uniform(-3, 6), b = random.uniform(-3, 6);
    const double share = random.uniform(), w = share * a + (1 - share) * b;
    const auto below = [&](const auto& loss) {
      const auto at = [&](double v) {
        return loss(three.hours, three.passed, v, 0);
      };
      return at(w) - (share * at(a) + (1 - share) * at(b));
    };
    BOOST_TEST(below(logistic_loss) <= 1e-14);  // roundings of losses up to 20
    broken += below(squared_sigmoid_loss) > 1e-3;
  }
  BOOST_TEST(broken > 200);
}
