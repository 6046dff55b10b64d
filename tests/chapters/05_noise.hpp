// Row 26: batch, mini-batch and stochastic descent, and their noise.
#pragma once

#include "05_gradient_descent/critical_points.hpp"
#include "05_gradient_descent/excess.hpp"
#include "05_gradient_descent/images.hpp"
#include "05_gradient_descent/library.hpp"
#include "05_gradient_descent/noise.hpp"
#include "05_gradient_descent/trainer.hpp"
#include "chapters/05_tools.hpp"

namespace chapter05_tests {

using namespace chapter05;

inline arma::vec last_of(const arma::mat& way) {
  return way.tail_cols(1);
}

inline const nn::TrainTest& fashion() {
  static const nn::TrainTest data = nn::load_images("fashion-mnist");
  return data;
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_the_gradient_and_the_minimum_of_the_line) {
  const Samples two{{1, 3}, {2, 8}};
  // p = (1, 0): errors -1 and -5; 2/2 (-1 * 1 - 5 * 3, -1 - 5).
  BOOST_TEST(distance(gradient_of(two, {1, 0}, all_of(two)), {-16, -6}) == 0);
  BOOST_TEST(distance(best_line(two), {3, -1}) < 1e-14);
  const Samples samples = the_line(1);
  const Function f = [&](const arma::vec& p) { return loss(samples, p); };
  const Gradient g = [&](const arma::vec& p) {
    return gradient_of(samples, p, all_of(samples));
  };
  BOOST_TEST(gradient_error(f, g, line_start) < 1e-6);
  BOOST_TEST(arma::norm(g(best_line(samples))) < 1e-12);
  BOOST_TEST(distance(numerical_hessian(g, line_start), curvature(samples)) <
             1e-8);
  BOOST_TEST(excess(samples, line_start)(0) ==
                 loss(samples, line_start) - loss(samples, best_line(samples)),
             boost::test_tools::tolerance(1e-12));
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_three_ways_take_their_steps) {
  const Samples samples = the_line(1);
  const auto steps = [&](std::size_t batch_size) {
    return descend_in_batches(samples, line_start, 0.05, batch_size, 3, 1)
               .n_cols -
           1;
  };
  BOOST_TEST(steps(256) == 3u);
  BOOST_TEST(steps(100) == 9u);  // 100, 100 and 56 samples
  BOOST_TEST(steps(1) == 768u);
  // Steps of the whole batch do not depend on the order of the samples.
  const auto batch = [&](std::uint64_t seed) {
    return descend_in_batches(samples, line_start, 0.3, 256, 100, seed);
  };
  BOOST_TEST(distance(batch(1), batch(2)) < 1e-12);
  BOOST_TEST(distance(last_of(batch(1)), best_line(samples)) < 1e-6);
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_stochastic_descent_is_soon_near_and_never_there) {
  const Samples samples = the_line(1);
  const auto until = [&](const Way& way, double goal) {
    return samples_until(mean_excess(samples, way, line_start, 80, 20, 1), goal,
                         double(way.batch_size));
  };
  const Way batch{"batch", 0.3, 256}, mini{"mini", 0.2, 16},
      one{"one", 0.08, 1};
  BOOST_TEST(until(one, 0.1) < until(mini, 0.1) / 2);
  BOOST_TEST(until(mini, 0.1) < until(batch, 0.1) / 2);
  BOOST_TEST(until(one, 1e-3) == arma::datum::inf);
  BOOST_TEST(until(mini, 1e-6) == arma::datum::inf);
  BOOST_TEST(until(batch, 1e-9) < 80 * 256);
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_errata_10_convex_converges_below_2_over_L_only) {
  const Samples samples = the_line(1);
  const auto end = [&](double share) {
    const arma::mat way =
        descend_in_batches(samples, line_start, share * largest_rate(samples),
                           samples.size(), 500, 1);
    return excess(samples, way).back();
  };
  BOOST_TEST(end(0.5) < 1e-25);
  BOOST_TEST(end(0.99) < 1e-6);  // 0.98^1000 = 2e-9 times the start's 5
  BOOST_TEST(end(1.01) > 1e6);   // 1.02^1000 = 4e8
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_the_noise_floor_grows_with_the_rate) {
  const Samples samples = the_line(1);
  const auto floor = [&](const Samples& on, const Rate& rate) {
    return arma::vec(
        excess_of_stochastic(on, line_start, rate, 400000, nn::Random(3))
            .tail_rows(1)
            .t())(1);
  };
  const arma::vec rates{0.04, 0.02, 0.01};
  for (double rate : rates)
    // The rest of the series is of order rate (11 % at 0.04); the mean of some
    // 80,000 steps, each correlated with 1 / rate others, is known to 5 %.
    BOOST_TEST(
        floor(samples, constant_rate(rate)) == floor_in_theory(samples, rate),
        boost::test_tools::tolerance(0.2));
  BOOST_TEST(floor(samples, falling_rate(0.08, 100)) <
             floor_in_theory(samples, 0.01) / 50);
  BOOST_TEST(floor(samples_of_line(256, 0, 1), constant_rate(0.08)) < 1e-25);
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_noise_of_gradients_falls_like_1_over_root_batch) {
  const Samples samples = the_line(1);
  nn::Random random(1);
  for (std::size_t size : {1u, 9u, 100u})
    // A root mean square of 4000 draws with heavy tails: 1 / sqrt(4000) = 1.6
    // %, twice that for the tails.
    BOOST_TEST(gradient_noise(samples, line_start, size, 4000, random) ==
                   gradient_noise_in_theory(samples, line_start, size),
               boost::test_tools::tolerance(0.1));
  BOOST_TEST(gradient_noise_in_theory(samples, line_start, 1) ==
                 4 * gradient_noise_in_theory(samples, line_start, 16),
             boost::test_tools::tolerance(1e-12));
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_the_library_takes_the_same_steps) {
  const Samples samples = the_line(1);
  for (std::size_t size : {1u, 16u, 100u, 256u})
    // The same sums over up to 256 samples in another order.
    BOOST_TEST(
        distance(descend_in_batches(samples, line_start, 0.05, size, 2, 7),
                 batches_with_library(samples, line_start, 0.05, size, 2, 7)) <
        1e-13);
  const nn::Dataset images = stripes(100, 1);
  const nn::Loader::Settings settings{.batch_size = 16, .seed = 5};
  const arma::vec by_hand = train_by_hand(images, settings, 0.1, 3);
  BOOST_TEST(distance(by_hand, train_with_library(images, settings, 0.1, 3)) <
             1e-13);
  BOOST_TEST(arma::norm(by_hand) > 0.1);  // it has moved
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_on_images_small_batches_learn_more_per_sample) {
  const ImageTask task(fashion().train, 2000, 1);
  const Training one = task.train(0.001, 1, 1);
  const Training mini = task.train(0.01, 32, 1);
  const Training all = task.train(0.05, 2000, 1);
  BOOST_TEST(one.step_loss.n_elem == 2000u);
  BOOST_TEST(mini.step_loss.n_elem == 63u);
  BOOST_TEST(all.step_loss.n_elem == 1u);
  // All weights 0: every class has the chance 1/10. In float.
  for (const Training* run : {&one, &mini, &all})
    BOOST_TEST(run->step_loss(0) == std::log(10),
               boost::test_tools::tolerance(1e-6));
  BOOST_TEST(one.samples_seen.back() >= 1584);  // 10^3.2
  BOOST_TEST(one.loss.back() < 0.9);
  BOOST_TEST(mini.loss.back() < 1.2);
  BOOST_TEST(all.loss.back() > 1.3);
  BOOST_TEST(one.accuracy > 0.7);
}

// 10,000 single samples do more than 50 steps with the whole set at any rate:
// of 20,000 images, that is a hundredth of the work.
BOOST_AUTO_TEST_CASE(on_images_no_rate_makes_up_for_the_whole_batch) {
  const ImageTask task(fashion().train, 2000, 1);
  const auto all = [&](double rate) {
    return task.train(rate, 2000, 50).step_loss.back();
  };
  const arma::vec ends{all(0.03), all(0.05), all(0.07), all(0.1)};
  BOOST_TEST(ends(3) > ends(1));  // too much
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const ImageTask again(fashion().train, 2000, seed);
    BOOST_TEST(again.train(0.001, 1, 5).loss.back() < 0.95 * ends.min());
  }
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_on_images_the_noise_falls_like_1_over_root_batch) {
  const ImageTask task(fashion().train, 5000, 1);
  const arma::vec sizes{1, 4, 16, 64};
  arma::vec noise = sizes;
  for (double& size : noise)
    size = task.gradient_noise(static_cast<std::size_t>(size), 60);
  // 60 draws each: some percent, over a factor of 64.
  BOOST_TEST(log_slope(sizes, noise) == -0.5,
             boost::test_tools::tolerance(0.1));
  BOOST_TEST(task.seconds_of_epoch(256, 1) > 0);
}

// Row 26
BOOST_AUTO_TEST_CASE(row_26_on_images_a_convex_loss_rises_at_too_large_a_rate) {
  const ImageTask task(fashion().train, 2000, 1);
  const auto rises = [&](double rate) {
    const arma::vec loss = task.train(rate, 2000, 12).step_loss;
    return arma::any(arma::diff(loss) > 0);
  };
  BOOST_TEST(!rises(0.02));
  BOOST_TEST(rises(0.1));
}

}  // namespace chapter05_tests
