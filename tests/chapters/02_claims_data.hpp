/// What the text of chapter 2 concludes about numbers, neurons and images,
/// restated. 02_normalization.cpp includes it.
#pragma once

#include "nn/core/random.hpp"

#include "02_normalization/leak.hpp"
#include "02_normalization/library.hpp"
#include "02_normalization/pitfalls.hpp"
#include "02_normalization/preparations.hpp"
#include "02_normalization/scaling.hpp"
#include "02_normalization/whitening.hpp"
#include "02_tools.hpp"

namespace chapter02 {

BOOST_AUTO_TEST_CASE(claim_raw_sums_saturate_nearly_all_neurons) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const arma::mat x = make_flats(100, seed).features;
    const Neurons raw = neurons_on(x, 100, seed);
    const Neurons scaled = neurons_on(z_score(x)(x), 100, seed);
    BOOST_TEST(arma::mean(arma::vectorise(arma::abs(raw.sums))) > 50);
    BOOST_TEST(raw.saturated() > 0.9);
    BOOST_TEST(scaled.saturated() < 0.01);
  }
}

BOOST_AUTO_TEST_CASE(claim_shares_fall_between_neighboring_floats) {
  const float town = 24'870'000, small = 3'645'000;
  BOOST_TEST(std::nextafter(town, 1e9f) - town == 2);
  BOOST_TEST(std::nextafter(small, 1e9f) - small == 0.25);
  const float sum = small + 0.33f;
  BOOST_TEST(sum == small + 0.25f);
  // A sum of pixels: floats are a half apart from 2^22 on, one from 2^23 on.
  const float half = 1u << 22u, whole = 1u << 23u;
  for (int pixel = 0; pixel < 256; ++pixel) {
    if (pixel == 0 || pixel == 255) continue;
    const float value = float(pixel) / 255, twice = 2 * value;
    BOOST_TEST(float(half + value) == half + std::round(twice) / 2);
    BOOST_TEST(float(whole + value) == whole + std::round(value));
  }
}

BOOST_AUTO_TEST_CASE(claim_one_pass_is_wrong_in_float_from_ten_thousand_on) {
  const arma::fvec small{4, 7, 13, 16};
  BOOST_TEST(variance_in_one_pass(small) == 22.5f);
  for (float offset : {1e4f, 3e4f, 1e5f, 1e6f}) {
    const arma::fvec x = small + offset;
    BOOST_TEST(std::abs(variance_in_one_pass(x) - 22.5f) > 1);
    // The safe ways lose what a mean near `offset` loses, a part in 1e7.
    const float near = offset * 1e-6f;
    BOOST_TEST(std::abs(variance_in_two_passes(x) - 22.5f) < near);
    BOOST_TEST(std::abs(variance_by_welford(x) - 22.5f) < near);
  }
  const double negative =
      variance_in_one_pass(arma::vec(arma::vec{4, 7, 13, 16} + 1e9));
  BOOST_TEST(std::isnan(std::sqrt(negative)));
}

BOOST_AUTO_TEST_CASE(claim_prices_by_other_statistics_are_worse) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Flats flats = make_flats(100, seed);
    const arma::mat train = flats.features.head_cols(80);
    const arma::mat test = flats.features.tail_cols(20);
    const arma::mat large = test.cols(arma::find(test.row(0) > 110));
    const Scaling learned = z_score(train);
    const arma::rowvec w =
        LeastSquares{with_ones(learned(train)), flats.price.head(80)}.best();
    const auto mean_error = [&](const auto& scaling_of) {
      double sum = 0;
      for (arma::uword i = 0; i < 20; ++i)
        sum += std::abs(price_of(test.col(i), w, scaling_of(test.col(i))) -
                        flats.price(80 + i));
      return sum / 20;
    };
    using arma::mat;
    const double honest = mean_error([&](const mat&) { return learned; });
    BOOST_TEST(honest < 30);  // the noise of 20, and what 80 flats leave
    BOOST_TEST(mean_error([&](const mat&) { return z_score(large); }) >
               5 * honest);
    BOOST_TEST(mean_error([](const mat& one) { return z_score(one); }) >
               3 * honest);
  }
}

BOOST_AUTO_TEST_CASE(claim_of_all_whitened_data_zca_is_the_nearest) {
  nn::Random random(3);
  const auto normal = [&](arma::uword rows, arma::uword columns) {
    arma::mat m(rows, columns);
    for (double& value : m)
      value = random.normal();
    return m;
  };
  const arma::mat mixed = normal(4, 4) * normal(4, 200);
  const arma::mat x = centered(mixed)(mixed);
  const Components c = components_of(x);
  const double nearest = arma::norm(zca_whitened(c, x) - x, "fro");
  for (int trial = 0; trial < 20; ++trial) {
    arma::mat turn, rest;
    arma::qr(turn, rest, normal(4, 4));
    const arma::mat other = turn * pca_whitened(c, x);
    BOOST_TEST(largest_difference(covariance(other), arma::eye(4, 4)) < 1e-11);
    BOOST_TEST(arma::norm(other - x, "fro") > nearest);
  }
}

BOOST_AUTO_TEST_CASE(claim_components_are_uncorrelated_and_the_first_is_most) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const arma::mat x =
        in_tens_of_square_meters(make_flats(100, seed).features);
    const Components c = components_of(x);
    const arma::mat sigma = covariance(x), &v = c.directions;
    BOOST_TEST(largest_difference(sigma * v, v * arma::diagmat(c.variance)) <
               1e-12);
    BOOST_TEST(std::abs(arma::dot(v.col(0), v.col(1))) < 1e-14);
    const arma::mat turned = covariance(v.t() * x);
    BOOST_TEST(largest_difference(turned, arma::diagmat(c.variance)) < 1e-12);
    // The variance along any other direction lies between the two.
    for (double angle = 0; angle < 3.15; angle += 0.05) {
      const arma::vec d{std::cos(angle), std::sin(angle)};
      const double along = arma::dot(d, sigma * d);
      BOOST_TEST(along <= c.variance(0) + 1e-12);
      BOOST_TEST(along >= c.variance(1) - 1e-12);
    }
  }
}

BOOST_AUTO_TEST_CASE(claim_two_components_tell_much_of_a_garment,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const auto& [train, c] = real_images();
  BOOST_TEST(arma::accu(c.variance.head(2)) / arma::accu(c.variance) > 0.45);
  // The mean of each class along both, in standard deviations. The sign of a
  // direction is arbitrary.
  const arma::mat z = pca_whitened(c.first(2), train.x);
  arma::mat mean(2, 10);
  for (arma::uword label = 0; label < 10; ++label)
    mean.col(label) = arma::mean(z.cols(arma::find(train.labels == label)), 1);
  const arma::rowvec first = mean.row(0) * (mean(0, 7) > 0 ? 1. : -1.);
  for (arma::uword shoe : {5u, 7u, 9u})  // sandals, sneakers, ankle boots
    BOOST_TEST(first(shoe) > 0.4);
  for (arma::uword top :
       {0u, 2u, 4u, 6u})  // T-shirts, pullovers, coats, shirts
    BOOST_TEST(first(top) < -0.4);
  const arma::rowvec second = mean.row(1) * (mean(1, 1) > 0 ? 1. : -1.);
  for (arma::uword narrow : {1u, 3u})  // trousers, dresses
    BOOST_TEST(second(narrow) > 1);
  for (arma::uword wide : {8u, 9u})  // bags, ankle boots
    BOOST_TEST(second(wide) < -0.8);
}

BOOST_AUTO_TEST_CASE(claim_neighboring_pixels_mostly_agree,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const arma::mat& x = real_images().train.x;
  arma::uword same = 0, all = 0;
  for (arma::uword i = 0; i + 1 < x.n_rows; ++i) {
    if (i % 28 == 27) continue;  // the next pixel begins the row below
    same += arma::accu((x.row(i) > 127) == (x.row(i + 1) > 127));
    all += x.n_cols;
  }
  BOOST_TEST(double(same) / double(all) > 0.88);
  BOOST_TEST(double(same) / double(all) < 0.92);  // nine in ten
}

BOOST_AUTO_TEST_CASE(claim_scaling_keeps_correlations_whitening_ends_them,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const auto& [train, c] = real_images();
  const auto correlations = [](const arma::mat& features) {
    return arma::mat(arma::cor(features.t()));
  };
  const arma::mat rows = train.x.rows(13 * 28, 15 * 28 - 1);
  const arma::mat before = correlations(rows);
  BOOST_TEST(largest_difference(before, correlations(z_score(rows)(rows))) <
             1e-12);
  arma::mat off = before;
  off.diag().zeros();
  BOOST_TEST(arma::abs(off).max() > 0.9);
  const arma::mat white = pca_whitened(c.first(kept_components), train.x);
  BOOST_TEST(largest_difference(correlations(white),
                                arma::eye(kept_components, kept_components)) <
             1e-9);
}

BOOST_AUTO_TEST_CASE(claim_whitening_leaves_the_edges,
                     *boost::unit_test::precondition(fashion_is_here)) {
  const auto& [train, c] = real_images();
  const arma::mat some = train.x.head_cols(100);
  const arma::mat white = arma::abs(zca_whitened(c, some, white_floor));
  // The mean size of a whitened pixel where the 3 x 3 pixels around it differ,
  // and where they agree, be they all dark or all light.
  double edge = 0, flat = 0, edges = 0, flats = 0;
  for (arma::uword n = 0; n < some.n_cols; ++n) {
    const arma::mat image = picture(some.col(n), {1, 28, 28});
    const arma::mat size = picture(white.col(n), {1, 28, 28});
    for (arma::uword i = 1; i < 27; ++i)
      for (arma::uword j = 1; j < 27; ++j) {
        const arma::mat around = image.submat(i - 1, j - 1, i + 1, j + 1);
        const double contrast = around.max() - around.min();
        if (contrast > 100) edge += size(i, j), ++edges;
        if (contrast < 20) flat += size(i, j), ++flats;
      }
  }
  BOOST_TEST(edges > 1000);
  BOOST_TEST(flats > 1000);
  BOOST_TEST(edge / edges > 4 * flat / flats);
}

}  // namespace chapter02
