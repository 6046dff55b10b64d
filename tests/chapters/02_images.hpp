/// Row 5: images centered, scaled and whitened.
#pragma once

#include "nn/core/random.hpp"

#include "02_normalization/descent.hpp"
#include "02_normalization/images.hpp"
#include "02_normalization/leak.hpp"
#include "02_normalization/library.hpp"
#include "02_normalization/moments.hpp"
#include "02_normalization/pitfalls.hpp"
#include "02_normalization/preparations.hpp"
#include "02_normalization/scaling.hpp"
#include "02_normalization/whitening.hpp"
#include "02_tools.hpp"

namespace chapter02 {

// Row 5
BOOST_AUTO_TEST_CASE(row_05_moments_of_pixels_by_hand_and_by_the_library) {
  const nn::Dataset data = small_images();
  // (0 + 100 + 200 + 255 + 10 + 90 + 250 + 255 + 20 + 110 + 0 + 255) / 12
  const Moments own = moments_of(data);
  const nn::PixelMoments library = nn::pixel_moments(nn::all(data));
  const auto near = boost::test_tools::tolerance(1e-13);  // rounding of sums
  BOOST_TEST(own.mean == 1545. / 12 / 255, near);
  BOOST_TEST(library.mean == own.mean, near);
  BOOST_TEST(library.standard_deviation == own.deviation, near);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_published_moments_of_fashion_mnist,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const Moments own = moments_of(fashion().train);
  // The mean and deviation that programs for Fashion-MNIST normalize with.
  BOOST_TEST(std::abs(own.mean - 0.2860) < 5e-5);
  BOOST_TEST(std::abs(own.deviation - 0.3530) < 5e-5);
  // One after another in float, every small pixel is swallowed once the sum
  // is large: 0.29947 by numpy.cumsum in float32 too.
  BOOST_TEST(std::abs(double(mean_pixel<float>(fashion().train)) - 0.2994749) <
             1e-6);
  BOOST_TEST(std::abs(mean_pixel<double>(fashion().train) - own.mean) < 1e-9);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_the_loader_standardizes_like_the_formula) {
  const nn::Dataset data = small_images();
  const nn::PixelMoments m = nn::pixel_moments(nn::all(data));
  const arma::mat own =
      (images_of(data, 0, 3).x / 255 - m.mean) / m.standard_deviation;
  const auto as_double = [](const arma::fmat& x) {
    return arma::conv_to<arma::mat>::from(x);
  };
  // Values up to 1.5, three operations in float: 3 * 6e-8 * 1.5.
  BOOST_TEST(largest_difference(as_double(standardized_by_loader(data, 3, m)),
                                own) < 3e-7);
  BOOST_TEST(largest_difference(as_double(standardized_by_pixels(data, 3, m)),
                                own) < 3e-7);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_images_become_columns_labels_and_targets) {
  const Images images = images_of(small_images(), 1, 2);
  BOOST_TEST(largest_difference(
                 images.x, {{10, 20}, {90, 110}, {250, 0}, {255, 255}}) == 0);
  BOOST_TEST(arma::all(images.labels == arma::uvec{0, 1}));
  BOOST_TEST(largest_difference(images.targets, {{1, 0}, {0, 1}}) == 0);
  BOOST_TEST(constant_pixels(images_of(small_images(), 0, 3).x) == 1u);
  BOOST_TEST(largest_difference(picture(images.x.col(0), {1, 2, 2}),
                                {{10, 90}, {250, 255}}) == 0);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_components_of_a_known_covariance) {
  // Points at (3, 3), (-3, -3), (1, -1), (-1, 1): covariance (5 4; 4 5), so
  // variance 9 along (1, 1) and 1 along (1, -1).
  const arma::mat x = arma::mat{{3, -3, 1, -1}, {3, -3, -1, 1}} + 7;
  BOOST_TEST(largest_difference(covariance(x), {{5, 4}, {4, 5}}) < 1e-14);
  const Components c = components_of(x);
  BOOST_TEST(largest_difference(c.variance, arma::vec{9, 1}) < 1e-13);
  BOOST_TEST(largest_difference(c.mean, arma::vec{7, 7}) < 1e-14);
  const double half = std::sqrt(0.5);
  BOOST_TEST(largest_difference(arma::abs(c.directions),
                                {{half, half}, {half, half}}) < 1e-14);
  BOOST_TEST(c.directions(0, 0) * c.directions(1, 0) > 0);
  BOOST_TEST(c.directions(0, 1) * c.directions(1, 1) < 0);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_whitened_features_have_the_identity_covariance) {
  nn::Random random(1);
  arma::mat mix(4, 4), x(4, 300);
  for (double& v : mix)
    v = random.normal();
  for (double& v : x)
    v = random.uniform();
  x = mix * x;
  const Components c = components_of(x);
  // Rounding of order 1e-16, times a condition number of at most 1e4.
  const double rounding = 1e-11;
  const arma::mat identity = arma::eye(4, 4);
  const arma::mat pca = pca_whitened(c, x), zca = zca_whitened(c, x);
  BOOST_TEST(largest_difference(covariance(pca), identity) < rounding);
  BOOST_TEST(largest_difference(covariance(zca), identity) < rounding);
  BOOST_TEST(arma::abs(arma::mean(zca, 1)).max() < rounding);
  // ZCA alone multiplies by a symmetric matrix: Cov(zca, x) is one.
  const arma::mat centered_x = centered(x)(x);
  const arma::mat cross = zca * centered_x.t();
  BOOST_TEST(largest_difference(cross, cross.t()) < 300 * rounding);
  // A floor as large as a variance halves it; fewer components, fewer rows.
  const arma::mat floored = pca_whitened(c, x, c.variance(2));
  BOOST_TEST(std::abs(covariance(floored)(2, 2) - 0.5) < rounding);
  BOOST_TEST(pca_whitened(c.first(2), x).n_rows == 2u);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_components_of_real_images_agree_with_numpy,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const auto& [train, c] = real_images();
  BOOST_TEST(constant_pixels(train.x) == 1u);
  // numpy.linalg.eigh(numpy.cov(x, bias=True)), largest first.
  const arma::vec numpy{1308981.85221059, 810490.45054352, 260463.63868133,
                        233647.40617575, 167602.00987973};
  BOOST_TEST(arma::abs(c.variance.head(5) / numpy - 1).max() < 1e-11);
  const arma::mat white = pca_whitened(c.first(kept_components), train.x);
  BOOST_TEST(largest_difference(covariance(white),
                                arma::eye(kept_components, kept_components)) <
             1e-9);  // condition number 442, 2000 images
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_centered_and_scaled_pixels) {
  const arma::mat x = images_of(small_images(), 0, 3).x;
  const auto ways = preparations(x, components_of(x).first(2));
  BOOST_REQUIRE(ways.size() == 5u);
  BOOST_TEST(largest_difference(ways[0].apply(x), x) == 0);
  BOOST_TEST(largest_difference(ways[1].apply(x), x / 255) == 0);
  const arma::vec all = arma::vectorise(ways[2].apply(x));
  BOOST_TEST(std::abs(arma::mean(all)) < 1e-15);
  BOOST_TEST(std::abs(arma::stddev(all, 1) - 1) < 1e-15);
  const arma::mat each = ways[3].apply(x);
  BOOST_TEST(arma::abs(arma::mean(each, 1)).max() < 1e-15);
  BOOST_TEST(largest_difference(arma::stddev(each, 1, 1),
                                arma::vec{1, 1, 1, 0}) < 1e-14);
  BOOST_TEST(largest_difference(covariance(ways[4].apply(x)), arma::eye(2, 2)) <
             1e-13);
  // What was learned from x does not change with what it is applied to.
  BOOST_TEST(largest_difference(ways[3].apply(x.col(0)), each.col(0)) == 0);
}

/// A few images with their whitened columns, to train on.
struct SmallTask {
  Images images = images_of(fashion().train, 0, 300);
  arma::mat x = pca_whitened(components_of(images.x).first(20), images.x);
  Task task() const { return {x, images.targets, x, images.labels}; }
};

// Row 5
BOOST_AUTO_TEST_CASE(row_05_a_linear_model_by_hand_and_by_the_library,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const SmallTask small;
  const arma::mat half = 0.5 * small.x + 0.3;
  const Training library = trained_by_library(
      {half, small.images.targets, half, small.images.labels}, 0.5, 20);
  const arma::mat own = trained_by_hand(half, small.images.targets, 0.5, 20);
  // The same sums of 300 products in another order.
  BOOST_TEST(largest_difference(own, library.weights) < 1e-14);
  BOOST_TEST(library.loss.size() == 21u);
  BOOST_TEST(library.loss[0] == 0.5, boost::test_tools::tolerance(1e-14));
  for (std::size_t i = 1; i < library.loss.size(); ++i)
    BOOST_TEST(library.loss[i] < library.loss[i - 1]);
  BOOST_TEST(library.accuracy.back() ==
             accuracy(own * with_ones(half), small.images.labels));
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_on_whitened_images_one_step_is_the_best_fit,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const SmallTask small;
  const arma::mat inputs = with_ones(small.x);
  BOOST_TEST(std::abs(largest_curvature(inputs) - 1) < 1e-10);
  const arma::mat one = trained_by_hand(small.x, small.images.targets, 1, 1);
  const arma::mat best = arma::solve(inputs.t(), small.images.targets.t()).t();
  BOOST_TEST(largest_difference(one, best) < 1e-10);
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_the_largest_curvature_is_an_eigenvalue) {
  const arma::mat x = with_ones(make_flats(50, 1).features);
  const double largest = condition_of({x, {}}).largest;
  BOOST_TEST(largest_curvature(x) == largest,
             boost::test_tools::tolerance(1e-12));
}

// Row 5
BOOST_AUTO_TEST_CASE(row_05_statistics_of_the_test_hide_the_fog,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const Images train = images_of(fashion().train, 0, 500);
  const Images test = images_of(fashion().test, 0, 500);
  BOOST_TEST(in_fog(arma::mat{{0, 255}})(1) == 228);  // 227.5, rounded
  const FogTest seen = judge_in_fog(train, test, 30);
  // 500 images: one standard error is 2 points; the gaps are ten times that.
  BOOST_TEST(seen.clear > 0.65);
  BOOST_TEST(seen.honest < 0.3);
  BOOST_TEST(std::abs(seen.flatter - seen.clear) < 0.04);
}

}  // namespace chapter02
