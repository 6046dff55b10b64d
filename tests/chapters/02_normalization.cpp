// Chapter 2: what its text and its program claim, row by row of the notes.
#include <limits>

#include <boost/test/unit_test.hpp>

#include "02_descent.hpp"
#include "02_images.hpp"
#include "02_normalization/flats.hpp"
#include "02_normalization/leak.hpp"
#include "02_normalization/least_squares.hpp"
#include "02_normalization/library.hpp"
#include "02_normalization/pitfalls.hpp"
#include "02_normalization/scaling.hpp"
#include "02_tools.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "02_claims.hpp"
#include "02_claims_data.hpp"
#include "02_claims_training.hpp"
#endif

using namespace chapter02;
namespace tt = boost::test_tools;

// Row 4
BOOST_AUTO_TEST_CASE(row_04_to_the_unit_interval_and_to_minus_one_to_one) {
  const arma::mat x{{10, 15, 30}, {-4, 0, 4}};
  BOOST_TEST(largest_difference(to_unit_interval(x)(x),
                                {{0, 0.25, 1}, {0, 0.5, 1}}) == 0);
  BOOST_TEST(largest_difference(to_symmetric_interval(x)(x),
                                {{-1, -0.5, 1}, {-1, 0, 1}}) == 0);
  // A new sample may well lie outside.
  BOOST_TEST(
      largest_difference(to_unit_interval(x)(arma::mat(arma::vec{50, -12})),
                         arma::mat(arma::vec{2, -1})) == 0);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_z_score_by_a_loop_and_by_armadillo) {
  // Mean 5, standard deviation 2.
  const arma::mat x{{2, 4, 4, 4, 5, 5, 7, 9}};
  const arma::mat z{{-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2}};
  BOOST_TEST(largest_difference(z_score(x)(x), z) == 0);
  const arma::rowvec loop = z_score_loop({2, 4, 4, 4, 5, 5, 7, 9});
  BOOST_TEST(largest_difference(loop, z) == 0);
  BOOST_TEST(largest_difference(centered(x)(x), x - 5) == 0);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_a_scaling_can_be_undone) {
  const arma::mat x = make_flats(50, 2).features;
  for (const Scaling& s : {to_unit_interval(x), to_symmetric_interval(x),
                           z_score(x), centered(x), robust(x)})
    BOOST_TEST(largest_difference(s.undo(s(x)), x) < 1e-13);  // 160, rounded
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_scaled_features_have_no_unit) {
  const arma::mat x = make_flats(50, 2).features;
  const arma::mat feet = in_square_feet(x);
  const double rounding = 1e-13;  // of numbers below 3
  for (Scaling (*fit)(const arma::mat&) :
       {to_unit_interval, to_symmetric_interval, z_score, robust})
    BOOST_TEST(largest_difference(fit(x)(x), fit(feet)(feet)) < rounding);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_the_nearest_neighbor_depends_on_the_unit) {
  // From the first flat: one of the same age, 20 m2 larger, and one of the
  // same area, ten years older.
  const arma::mat x{{60, 80, 60, 150}, {10, 10, 20, 40}};
  BOOST_TEST(nearest_to(0, x) == 2u);
  BOOST_TEST(nearest_to(0, in_square_kilometers(x)) == 1u);
  BOOST_TEST(nearest_to(0, z_score(x)(x)) ==
             nearest_to(0, z_score(in_square_feet(x))(in_square_feet(x))));
  // The page's flats: two units, two neighbors; z-scores: one.
  const arma::mat flats = make_flats(100, 1).features;
  const arma::mat km = in_square_kilometers(flats);
  BOOST_TEST(nearest_to(0, flats) == 46u);
  BOOST_TEST(nearest_to(0, km) == 12u);
  BOOST_TEST(nearest_to(0, z_score(flats)(flats)) == 13u);
  BOOST_TEST(nearest_to(0, z_score(km)(km)) == 13u);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_raw_features_saturate_the_sigmoid) {
  const arma::mat x = make_flats(100, 1).features;
  const Neurons raw = neurons_on(x, 100, 1);
  const Neurons scaled = neurons_on(z_score(x)(x), 100, 1);
  BOOST_TEST(raw.saturated() > 0.95);
  BOOST_TEST(scaled.saturated() < 0.001);
  // The sums have variance 2: the slope is not far below its 0.25.
  BOOST_TEST(arma::mean(arma::vectorise(raw.slope())) < 0.005);
  BOOST_TEST(arma::mean(arma::vectorise(scaled.slope())) > 0.15);
  for (const Neurons& seen : {raw, scaled})
    BOOST_TEST(largest_difference(seen.by_hand, seen.by_library) < 1e-15);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_small_values_are_swallowed_in_float) {
  // Between 2^24 and 2^25 floats are 2 apart.
  const arma::fvec inhabitants{24'870'000}, share{0.93f};
  const arma::fvec sum = inhabitants + share;
  BOOST_TEST(sum(0) == inhabitants(0));
  const arma::mat towns{{24'870'000, 24'870'000, 3'645'000},
                        {0.18, 0.93, 0.33}};
  const arma::mat z = z_score(towns)(towns);
  BOOST_TEST(float(z(0, 0)) + float(z(1, 0)) + 1 <
             float(z(0, 1)) + float(z(1, 1)));
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_variance_in_one_pass_loses_everything) {
  const arma::vec small{4, 7, 13, 16};
  for (double offset : {0., 1e4, 1e8, 1e9}) {
    BOOST_TEST(variance_in_two_passes(arma::vec(small + offset)) == 22.5);
    BOOST_TEST(variance_by_welford(arma::vec(small + offset)) == 22.5);
  }
  BOOST_TEST(variance_in_one_pass(small) == 22.5);
  // The known example of "Algorithms for calculating variance" (Wikipedia):
  // 29.33 and -170.67 where 30 is right, there divided by n - 1 = 3, here by
  // 4.
  BOOST_TEST(variance_in_one_pass(arma::vec(small + 1e8)) == 22);
  BOOST_TEST(variance_in_one_pass(arma::vec(small + 1e9)) == -128);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_a_constant_feature_becomes_zero) {
  for (arma::uword n : {1u, 4u, 6u, 1000u}) {
    const arma::mat x(2, n, arma::fill::value(0.1));
    for (const Scaling& s : {to_unit_interval(x), to_symmetric_interval(x),
                             z_score(x), centered(x), robust(x)})
      // The mean of n times 0.1 is off by a few roundings of the sum.
      BOOST_TEST(arma::abs(s(x)).max() < 1e-14);
  }
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_missing_values_and_no_samples_are_refused) {
  arma::mat x{{1, 2, 3}, {4, 5, 6}};
  x(1, 2) = std::numeric_limits<double>::quiet_NaN();
  for (Scaling (*fit)(const arma::mat&) :
       {to_unit_interval, to_symmetric_interval, z_score, centered, robust}) {
    refused([&] { fit(x); }, "feature 1 of training sample 2 is nan");
    refused([&] { fit(arma::mat(2, 0)); }, "no samples");
  }
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_an_outlier_squeezes_all_but_the_robust) {
  const arma::mat ages = ages_with_typo();
  const auto eight = [&](const Scaling& scaling) {
    return arma::mat(scaling(ages).head_cols(8));
  };
  BOOST_TEST(arma::range(arma::vectorise(eight(to_unit_interval(ages)))) <
             0.015);
  BOOST_TEST(arma::range(arma::vectorise(eight(z_score(ages)))) < 0.05);
  BOOST_TEST(arma::range(arma::vectorise(eight(robust(ages)))) > 1);
  // However wild the ninth value: median and quartiles do not notice.
  arma::mat wild = ages;
  wild(8) = 1e9;
  BOOST_TEST(largest_difference(robust(wild).shift, robust(ages).shift) == 0);
  BOOST_TEST(largest_difference(robust(wild).scale, robust(ages).scale) == 0);
  BOOST_TEST(robust(ages).shift(0) == 18);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_statistics_come_from_the_training_samples) {
  const Flats flats = make_flats(100, 1);
  const arma::mat train = flats.features.head_cols(80);
  const Scaling learned = z_score(train);
  const arma::rowvec w =
      LeastSquares{with_ones(learned(train)), flats.price.head(80)}.best();
  // Scaled by its own statistics, every flat costs the same: the mean.
  for (arma::uword i = 80; i < 100; ++i) {
    const arma::mat one = flats.features.col(i);
    BOOST_TEST(
        price_of(one, w, z_score(one)) == arma::mean(flats.price.head(80)),
        tt::tolerance(1e-12));
    // With those of the training flats, the model is as accurate as the noise
    // of 20 allows: within four standard deviations.
    BOOST_TEST(std::abs(price_of(one, w, learned) - flats.price(i)) < 80);
  }
  // A single test flat in the statistics changes what training sees.
  const arma::mat with_palace =
      arma::join_rows(train, arma::mat(arma::vec{1000, 20}));
  BOOST_TEST(to_unit_interval(with_palace)(train).row(0).max() < 0.13);
  BOOST_TEST(to_unit_interval(train)(train).row(0).max() == 1);
}

// Row 4
BOOST_AUTO_TEST_CASE(row_04_the_flats_are_what_the_page_says) {
  const Flats flats = make_flats(20'000, 1);
  BOOST_TEST(arma::min(flats.features.row(0)) >= 40);
  BOOST_TEST(arma::max(flats.features.row(0)) <= 160);
  BOOST_TEST(arma::min(flats.features.row(1)) >= 4);
  BOOST_TEST(arma::max(flats.features.row(1)) <= 36);
  const double correlation = arma::as_scalar(
      arma::cor(flats.features.row(0).t(), flats.features.row(1).t()));
  // -0.5 / sqrt(0.5^2 + 0.8^2) = -0.53; four standard errors are 0.02.
  BOOST_TEST(std::abs(correlation + 0.53) < 0.02);
  // The prices' plane: 4 per square meter, -3 per year, 50 to begin with.
  const arma::rowvec w =
      LeastSquares{with_ones(flats.features), flats.price}.best();
  BOOST_TEST(std::abs(w(0) - 4) < 0.025);
  BOOST_TEST(std::abs(w(1) + 3) < 0.12);
  BOOST_TEST(std::abs(w(2) - 50) < 4);
}
