// Chapter 4: what its text and its program claim, row by row of the notes.
#include <limits>

#include <boost/test/unit_test.hpp>

#include "04_loss/accuracy.hpp"
#include "04_loss/exhaustive.hpp"
#include "04_loss/hinge.hpp"
#include "04_loss/library.hpp"
#include "04_loss/losses.hpp"
#include "04_loss/one_weight.hpp"
#include "04_loss/recovery.hpp"
#include "04_loss/score.hpp"
#include "04_loss/sigmoid.hpp"
#include "04_loss/softmax.hpp"
#include "chapters/04_images.hpp"
#include "chapters/04_regression.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "chapters/04_claims.hpp"
#endif

using namespace chapter04;
namespace tt = boost::test_tools;

namespace {

/// Every number of a is within `tolerance` of that of b; NaN is not.
bool near(const arma::mat& a, const arma::mat& b, double tolerance) {
  return arma::size(a) == arma::size(b) &&
         arma::all(arma::vectorise(arma::abs(a - b)) <= tolerance);
}

arma::vec onehot(arma::uword label, arma::uword classes) {
  arma::vec target(classes, arma::fill::zeros);
  target(label) = 1;
  return target;
}

}  // namespace

// Row 13
BOOST_AUTO_TEST_CASE(row_13_scores_of_four_pixels_by_hand) {
  // 11.2 - 115.5 + 2.4 + 4 + 1.1, 84 + 300.3 + 50.4 + 0 + 3.2 and
  // 0 + 57.75 + 4.8 - 0.6 - 1.2; with its bias forgotten the ship has 61.95.
  const arma::vec hand{-96.8, 437.9, 60.75};
  const LinearClassifier f = cat_dog_ship();
  // A few roundings of numbers in the hundreds.
  BOOST_TEST(near(scores_by_loop(f, four_pixels()), hand, 1e-12));
  BOOST_TEST(near(scores(f, four_pixels()), hand, 1e-12));
  BOOST_TEST(near(scores_of_library(f, four_pixels()), hand, 1e-12));
  LinearClassifier no_bias = f;
  no_bias.bias.zeros();
  BOOST_TEST(std::abs(scores(no_bias, four_pixels())(2) - 61.95) < 1e-12);
}

// Row 13
BOOST_AUTO_TEST_CASE(row_13_one_pixel_for_every_weight) {
  BOOST_CHECK_THROW(scores_by_loop(cat_dog_ship(), arma::vec(5)),
                    nn::ShapeError);
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_squared_error_and_cross_entropy_of_the_book) {
  // The figures that the book prints for these two answers.
  const arma::vec two = onehot(2, 10);
  BOOST_TEST(half_squared_error(sure_of_two(), two) == 0.0975,
             tt::tolerance(1e-12));
  BOOST_TEST(half_squared_error(sure_of_seven(), two) == 0.5975,
             tt::tolerance(1e-12));
  BOOST_TEST(std::abs(cross_entropy(sure_of_two(), two) - 0.510825) < 1e-6);
  BOOST_TEST(std::abs(cross_entropy(sure_of_seven(), two) - 2.302585) < 1e-6);
  // Ten numbers: the mean is a fifth of half the sum.
  BOOST_TEST(mean_squared_error(sure_of_two(), two) == 0.0195,
             tt::tolerance(1e-12));
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_one_hot_and_integer_labels_agree) {
  for (arma::uword label : {0u, 1u, 2u, 4u, 5u, 7u}) {
    const arma::vec target = onehot(label, 10);
    BOOST_TEST(cross_entropy(sure_of_two(), target) ==
               cross_entropy_of_label(sure_of_two(), label));
  }
  // Of a class with probability 0, both say infinity and not nan.
  BOOST_TEST(cross_entropy(sure_of_two(), onehot(3, 10)) == arma::datum::inf);
  const arma::mat target = one_hot(three_labels, 3);
  BOOST_TEST(near(target, arma::eye(3, 3), 0));
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_l2_loss_with_sample_weights_by_hand) {
  const arma::mat y{{1, 2, 3}, {5, 2, 1}}, target{{1, 0, 3}, {3, 0, 2}};
  // Squares (0, 4), (4, 4), (0, 1); means 2, 4, 1/2; halves 1, 2, 1/4.
  BOOST_TEST(near(l2_losses(y, target, {1, 1, 1}), {{1, 2, 0.25}}, 0));
  BOOST_TEST(near(l2_losses(y, target, {3, 0, 2}), {{3, 0, 0.5}}, 0));
  arma::mat losses(1, 3), gradient(2, 3);
  Doubles::squared_errors(y, target, losses, gradient);
  const double mean = Doubles::weighted_mean({{3, 0, 2}}, losses, gradient);
  BOOST_TEST(mean == 2 * 3.5 / 5, tt::tolerance(1e-15));
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_hinge_loss_of_the_worked_example) {
  const double expected[] = {2.9, 0, 12.9};
  for (arma::uword j = 0; j < 3; ++j)
    BOOST_TEST(std::abs(hinge(three_images().col(j), j) - expected[j]) < 1e-12);
  // The other example of that course: scores 13, -7, 11 with a margin of 10.
  BOOST_TEST(hinge({13, -7, 11}, 0, 10) == 8);
  BOOST_TEST(hinge({2, 1, 1}, 0) == 0);  // a lead of exactly 1 is enough
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_losses_of_pytorch_on_three_images) {
  // torch 1.13, double: cross_entropy, 3 * multi_margin_loss, mse_loss,
  // l1_loss, binary_cross_entropy_with_logits; one-hot for the last three.
  const double torch[] = {2.758654710919, 5.266666666667, 9.171111111111,
                          2.777777777778, 1.890801120019};
  const auto all = agreements();
  BOOST_REQUIRE(all.size() == 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    BOOST_TEST_CONTEXT(all[i].name) {
      BOOST_TEST(std::abs(all[i].own - torch[i]) < 1e-11);  // digits printed
      BOOST_TEST(std::abs(all[i].library - torch[i]) < 1e-11);
      // Central differences with 1e-6 are good to 1e-9 here.
      BOOST_TEST(all[i].gradient_error < 1e-8);
    }
  }
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_mini_batch_loss_is_the_mean_over_its_samples) {
  const arma::mat s = three_images();
  const arma::rowvec each = cross_entropies(s, three_labels);
  double sum = 0;
  for (arma::uword j = 0; j < 3; ++j)
    sum += cross_entropy_of_label(softmax<double>(s.col(j)), j);
  BOOST_TEST(arma::mean(each) == sum / 3, tt::tolerance(1e-14));
  nn::SoftmaxCrossEntropy<Doubles> loss;
  arma::mat gradient(3, 3);
  BOOST_TEST(loss(s, three_labels, gradient) == sum / 3, tt::tolerance(1e-14));
}

// Row 14
BOOST_AUTO_TEST_CASE(row_14_huber_is_square_inside_and_straight_outside) {
  // torch 1.13: 2 * huber_loss, delta 0.5.
  const double errors[] = {-2, -0.4, 0.2, 3},
               torch[] = {1.75, 0.16, 0.04, 2.75};
  for (int i = 0; i < 4; ++i)
    BOOST_TEST(huber(errors[i], 0.5) == torch[i], tt::tolerance(1e-12));
}

// Row 15
BOOST_AUTO_TEST_CASE(row_15_naive_softmax_overflows_and_the_shifted_does_not) {
  const arma::vec s{1010, 1000, 990};
  BOOST_TEST(softmax_naive(s).has_nan());
  BOOST_TEST(softmax_naive(arma::vec{-1010, -1000, -990}).has_nan());  // 0 / 0
  // torch 1.13, double.
  const double torch[] = {0.999954600070331, 4.53978686088667e-05,
                          2.06106004620906e-09};
  const arma::vec p = softmax(s);
  for (arma::uword i = 0; i < 3; ++i)
    BOOST_TEST(p(i) == torch[i], tt::tolerance(1e-13));
  // The figures that the page shows.
  BOOST_TEST(std::abs(p(0) - 0.999955) < 5e-7);
  BOOST_TEST(std::abs(p(1) - 4.54e-5) < 5e-8);
  BOOST_TEST(std::abs(p(2) - 2.06e-9) < 5e-12);
}

// Row 15
BOOST_AUTO_TEST_CASE(row_15_in_float_a_score_of_89_is_too_much) {
  BOOST_TEST(softmax_naive(arma::fvec{100, 90, 80}).has_nan());
  BOOST_TEST(softmax_naive(arma::fvec{88, 80, 70}).is_finite());
  BOOST_TEST(softmax_naive(arma::fvec{89, 80, 70}).has_nan());
  BOOST_TEST(softmax_naive(arma::vec{100, 90, 80}).is_finite());
  const arma::fvec p = softmax(arma::fvec{1010, 1000, 990});
  const double torch[] = {0.999954600070331, 4.53978686088667e-05,
                          2.06106004620906e-09};
  for (arma::uword i = 0; i < 3; ++i)  // a few roundings of 6e-8
    BOOST_TEST(double(p(i)) == torch[i], tt::tolerance(5e-7));
}

// Row 15
BOOST_AUTO_TEST_CASE(row_15_probabilities_sum_to_1_and_ignore_a_shift) {
  const arma::vec s{3.2, 5.1, -1.7};
  BOOST_TEST(arma::accu(softmax(s)) == 1, tt::tolerance(1e-15));
  BOOST_TEST(near(softmax(s), softmax(arma::vec(s + 500)), 1e-12));
  BOOST_TEST(near(softmax(s), softmax_naive(s), 1e-15));
  // torch 1.13, double.
  const arma::vec torch{0.1299825390171732, 0.8690495352082659,
                        0.0009679257745610439};
  BOOST_TEST(near(softmax(s), torch, 1e-14));
}

// Row 15
BOOST_AUTO_TEST_CASE(row_15_log_sum_exp_keeps_what_softmax_loses) {
  const arma::vec s{0, -800};
  BOOST_TEST(softmax(s)(0) == 1);  // a shift by the smallest would be nan
  BOOST_TEST(std::log(softmax(s)(1)) == -arma::datum::inf);
  BOOST_TEST(log_softmax(s)(1) == -800);
  BOOST_TEST(log_sum_exp(arma::vec{1000, 1000}) == 1000 + std::log(2.0),
             tt::tolerance(1e-15));
  BOOST_TEST(log_sum_exp(arma::fvec{1000, 1000}) == 1000 + std::log(2.0f),
             tt::tolerance(1e-6f));
}

// Row 15; where the notes go wrong, 9
BOOST_AUTO_TEST_CASE(row_15_sigmoid_is_softmax_of_two_scores) {
  for (double z : {-30.0, -2.0, 0.0, 0.5, 3.0, 30.0})
    BOOST_TEST(sigmoid(z) == softmax(arma::vec{z, 0})(0), tt::tolerance(1e-14));
}

// Row 15; where the notes go wrong, 9
BOOST_AUTO_TEST_CASE(row_15_binary_cross_entropy_survives_any_score) {
  for (double z : {-5.0, 0.0, 2.0})
    for (double t : {0.0, 0.3, 1.0})
      BOOST_TEST(binary_cross_entropy(z, t) == binary_cross_entropy_naive(z, t),
                 tt::tolerance(1e-12));
  BOOST_TEST(!std::isfinite(binary_cross_entropy_naive(40, 0)));
  BOOST_TEST(binary_cross_entropy(40, 0) == 40, tt::tolerance(1e-15));
  BOOST_TEST(binary_cross_entropy(1000, 0) == 1000);
  BOOST_TEST(binary_cross_entropy(-1000, 1) == 1000);
  BOOST_TEST(binary_cross_entropy(1000, 1) == 0);
}

// Row 15
BOOST_AUTO_TEST_CASE(row_15_wrong_and_sure_only_cross_entropy_recovers_soon) {
  const auto squared = [](double z) { return std::pow(1 - sigmoid(z), 2); };
  const auto cross = [](double z) { return binary_cross_entropy(z, 1); };
  for (double z : {-6.0, -1.0, 0.0, 2.0}) {
    // Central differences with h = 1e-4: error below h^2.
    BOOST_TEST(std::abs(squared_slope(z) - slope(squared, z)) < 1e-8);
    BOOST_TEST(std::abs(cross_entropy_slope(z) - slope(cross, z)) < 1e-8);
  }
  // Far out the slope is -2 e^z, so descent takes about e^-z / 2 steps.
  const long steps = steps_to_recover(squared_slope, -10);
  BOOST_TEST(double(steps) == std::exp(10) / 2, tt::tolerance(0.01));
  // Its slope is -1 far out: ten steps to the middle, ten more to 0.9.
  BOOST_TEST(steps_to_recover(cross_entropy_slope, -10) < 25);
}

// Row 16
BOOST_AUTO_TEST_CASE(row_16_accuracy_has_slope_0_almost_everywhere) {
  const Students data = students();
  const OverWeight curve = over_weight(data, fit_logistic(data).b, 0, 4, 401);
  BOOST_TEST(arma::accu(curve.accuracy_slope == 0) >= 395u);
  BOOST_TEST(arma::accu(curve.loss_slope == 0) == 0u);
  // The stairs: at most one step for each of the 19 different hours.
  const arma::vec values = arma::unique(curve.accuracy);
  BOOST_TEST(values.n_elem > 3u);
  BOOST_TEST(values.n_elem <= 20u);
  // The valley: the slope of the loss rises all the way, through 0.
  const arma::vec change = arma::diff(curve.loss_slope);
  BOOST_TEST(change.min() > 0);
  BOOST_TEST(curve.loss_slope.front() < 0);
  BOOST_TEST(curve.loss_slope.back() > 0);
}

// Row 16
BOOST_AUTO_TEST_CASE(row_16_descent_moves_on_the_loss_and_not_on_accuracy) {
  const Students data = students();
  const double b = fit_logistic(data).b;
  const auto wrong = [&](double w) { return -accuracy(data, w, b); };
  const auto loss = [&](double w) {
    return logistic_loss(data.hours, data.passed, w, b);
  };
  BOOST_TEST(accuracy(data, 0.5, b) == 0.5);  // all are said to fail
  BOOST_TEST(walk_downhill(wrong, 0.5, 0.5, 1000) == 0.5);
  BOOST_TEST(std::abs(walk_downhill(loss, 0.5, 0.5, 1000) - 1.5046) < 1e-4);
  // At a stair the slope is no help either: a whole student over 2h.
  const double stair = -b / 2.75;
  BOOST_TEST(std::abs(slope(wrong, stair)) > 100);
}

// Row 19
BOOST_AUTO_TEST_CASE(row_19_exhaustive_search_finds_2_0_with_mse_3_0e_4) {
  const Search search = exhaustive_search();
  BOOST_REQUIRE(search.w.n_elem == 41u);
  BOOST_TEST(search.w.front() == 0.0);
  BOOST_TEST(search.w.back() == 4.0);
  BOOST_TEST(search.w(search.best) == 2.0);
  // 0.02^2 + 0.02^2 + 0.01^2 = 9e-4, a third of it.
  BOOST_TEST(std::abs(search.mse(search.best) - 3.0e-4) < 1e-15);
  // 2.02^2 + 3.98^2 + 6.01^2 = 56.0409.
  BOOST_TEST(search.mse(0) == 56.0409 / 3, tt::tolerance(1e-14));
}

// Row 19
BOOST_AUTO_TEST_CASE(row_19_between_the_41_weights_there_is_a_better_one) {
  BOOST_TEST(best_weight() == 28.01 / 14, tt::tolerance(1e-14));
  const double least = mse_of_weight(best_weight());
  BOOST_TEST(least < 3.0e-4);
  for (double off : {-1e-3, 1e-3})
    BOOST_TEST(mse_of_weight(best_weight() + off) > least);
  BOOST_TEST(std::abs(log10_of_losses(2) - std::log10(1681.0)) < 1e-12);
}
