/// What the page concludes about neighbors and support vector machines.
#pragma once

#include <boost/test/unit_test.hpp>

#include "11_classical/choose_k.hpp"
#include "11_classical/dimensions.hpp"
#include "11_classical/experiments.hpp"
#include "11_classical/margins.hpp"
#include "chapters/11_margin_tools.hpp"

namespace chapter11_tests {
using namespace chapter11;
namespace tt = boost::test_tools;

// Row 43a: "the product no longer finds them equal"
BOOST_AUTO_TEST_CASE(row_43a_the_product_breaks_ties_far_from_zero) {
  for (std::uint64_t seed : {1, 2, 3}) {
    BOOST_TEST(measure_ties(0, seed).unequal == 0);
    double before = 0;
    for (double offset : {10.0, 1e3, 1e5}) {
      const Ties ties = measure_ties(offset, seed);
      BOOST_TEST(ties.unequal > 0.5);
      // A hundred times the offset: some 10,000 times the error. 1,000 leaves
      // room for where a rounding falls.
      BOOST_TEST(ties.worst > 1000 * before);
      BOOST_TEST(ties.worst_centered < 1e-14);
      before = ties.worst;
    }
  }
}

// Row 43a: "up to ten features it looks at a quarter at most, with twenty at
// nearly all"
BOOST_AUTO_TEST_CASE(row_43a_the_tree_stops_saving_with_the_dimension) {
  for (std::uint64_t seed : {1, 2, 3}) {
    const auto rows = measure_cubes({2, 10, 20}, 2000, seed);
    BOOST_TEST(rows[0].share < 0.02);
    BOOST_TEST(rows[1].share < 0.3);
    BOOST_TEST(rows[2].share > 0.85);
    BOOST_TEST(rows[0].nearest < 0.04);
    BOOST_TEST(rows[2].nearest > 0.45);
  }
}

// Row 43a: "fifteen neighbors are better than one where classes overlap"
BOOST_AUTO_TEST_CASE(row_43a_some_neighbors_beat_one_where_classes_overlap) {
  for (std::uint64_t seed : {1, 2, 3, 4, 5}) {
    nn::Random random(seed, nn::Stream::data, 20);
    const Samples train = two_moons(200, 0.35, random),
                  test = two_moons(4000, 0.35, random);
    const Neighbors found = nearest(train.x, test.x, 200);
    const auto error = [&](arma::uword k) {
      return error_rate(vote(found, k, train.y), test.y);
    };
    BOOST_TEST(error(1) > error(15) + 0.02);
    // And with all of them, everybody is in one class.
    BOOST_TEST(error(200) == 0.5);
    // The k that leaving one out has chosen is near the best, too.
    const ChosenK chosen = choose_k({train, test}, 60);
    BOOST_TEST(chosen.test_error < error(1) - 0.02);
  }
}

// Row 43a: "the feature with the largest numbers decides alone"
BOOST_AUTO_TEST_CASE(row_43a_neighbors_need_features_of_one_scale) {
  const nn::Table wine = nn::load_table("wine");
  for (std::uint64_t seed : {1, 2, 3, 4, 5}) {
    const auto parts =
        nn::split_table(wine, 0.3, nn::Random(seed, nn::Stream::data, 21));
    const Split split{samples_of(parts.train), samples_of(parts.test)};
    // 54 test samples: 0.1 are five of them.
    BOOST_TEST(choose_k(split, 60).test_error >
               choose_k(standardized(split), 60).test_error + 0.1);
  }
}

/// The clouds of the step "From above and from below".
inline Samples overlapping_clouds(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 31);
  return two_clouds(200, 0.8, random);
}

// Row 43a: "they enclose the minimum"
BOOST_AUTO_TEST_CASE(row_43a_the_dual_bounds_the_primal_from_below) {
  for (std::uint64_t seed : {1, 2, 3}) {
    const Samples clouds = overlapping_clouds(seed);
    const auto rows =
        solve_more_and_more_exactly(clouds, 1, {1, 1e-1, 1e-3, 1e-9});
    for (const DualRow& row : rows)
      BOOST_TEST(row.dual <= row.primal * (1 + 1e-12));
    BOOST_TEST(rows[3].primal - rows[3].dual < 1e-6);
    BOOST_TEST(rows[2].primal - rows[2].dual < 0.1);
    // From 1e-3 to 1e-9 the objective changes by less than 1e-5.
    BOOST_TEST(rows[2].dual == rows[3].dual, tt::tolerance(1e-5));
    for (const PrimalRow& row : descend_longer(clouds, 1, {100, 10'000}, seed))
      BOOST_TEST(row.primal > rows[3].dual);
  }
}

// Row 43a: "a percent after ten thousand steps; SMO needs hundreds to be exact"
BOOST_AUTO_TEST_CASE(row_43a_pegasos_is_near_soon_and_exact_never) {
  for (std::uint64_t seed : {1, 2, 3}) {
    const Samples clouds = overlapping_clouds(seed);
    const auto solved = solve_more_and_more_exactly(clouds, 1, {1e-9});
    const auto rows = descend_longer(clouds, 1, {100, 10'000, 100'000}, seed);
    BOOST_TEST(rows[0].primal > 1.1 * solved[0].dual);
    BOOST_TEST(rows[1].primal < 1.02 * solved[0].dual);
    BOOST_TEST(rows[2].primal > (1 + 1e-6) * solved[0].dual);
    BOOST_TEST(solved[0].steps < 5000u);
  }
}

// Row 43a: "no line separates them; a parabola's worth of features does"
BOOST_AUTO_TEST_CASE(row_43a_a_ring_needs_a_kernel) {
  for (std::uint64_t seed : {1, 2, 3}) {
    nn::Random random(seed, nn::Stream::data, 32);
    const Split rings{disk_and_ring(120, 0.15, random),
                      disk_and_ring(2000, 0.15, random)};
    const auto test = [&](const Kernel& kernel) {
      return try_kernel("", kernel, rings, 1).test_error;
    };
    const double linear = test(linear_kernel()),
                 square = test(polynomial_kernel(1, 1, 2)),
                 smooth = test(rbf_kernel(1)), sharp = test(rbf_kernel(100));
    BOOST_TEST(linear > 0.25);
    BOOST_TEST(square < 0.05);
    BOOST_TEST(smooth < 0.06);
    // Every training sample has its own island.
    BOOST_TEST(sharp > smooth + 0.04);
    const KernelRow islands = try_kernel("", rbf_kernel(100), rings, 1);
    BOOST_TEST(islands.train_error == 0);
    BOOST_TEST(islands.support > 0.9 * 120);
    BOOST_TEST(sharp > 2 * smooth);
  }
}

// Row 43a: "a small C makes the street wide and counts many samples in it"
BOOST_AUTO_TEST_CASE(row_43a_a_small_C_buys_a_wide_street) {
  for (std::uint64_t seed : {1, 2, 3}) {
    nn::Random random(seed, nn::Stream::data, 30);
    const Samples close = two_clouds(80, 1, random);
    const auto fit = [&](double C) {
      return fit_machine(close.x, plus_minus(close.y), linear_kernel(),
                         {C, 1e-6});
    };
    const Machine dear = fit(10), cheap = fit(0.02);
    BOOST_TEST(arma::norm(plane_of(cheap).w) <
               0.6 * arma::norm(plane_of(dear).w));
    BOOST_TEST(cheap.support.n_cols > 1.5 * double(dear.support.n_cols));
  }
}

// Row 43a: the table of C and gamma: neither end is best
BOOST_AUTO_TEST_CASE(row_43a_validation_finds_a_gamma_between) {
  for (std::uint64_t seed : {1, 2, 3}) {
    nn::Random random(seed, nn::Stream::data, 33);
    const Samples moons = two_moons(200, 0.3, random);
    const arma::mat error = cross_validate(moons, {1, 10}, {0.01, 1, 100}, 5);
    BOOST_TEST(error.col(1).max() < error.col(0).min());
    BOOST_TEST(error.col(1).max() < error.col(2).min());
  }
}

}  // namespace chapter11_tests
