/// Clusters by density and by merging.
#pragma once

#include "12_tools.hpp"
#include "12_unsupervised/agglomerative.hpp"
#include "12_unsupervised/contest.hpp"
#include "12_unsupervised/density.hpp"
#include "12_unsupervised/quality.hpp"

namespace chapter12 {

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_dbscan_on_a_line_worked_out_by_hand) {
  // 0 1 2 are dense, 3.5 is not; 9 10 11 are, and 12 is their border; 20 alone.
  const arma::mat x = arma::rowvec{0, 1, 2, 3.5, 9, 10, 11, 12, 20};
  const arma::ivec labels = dbscan(x, 1, 3);
  BOOST_TEST(arma::all(labels == arma::ivec{0, 0, 0, -1, 1, 1, 1, 1, -1}));
  // With 1.5, 3.5 is within reach of 2, which is a core point.
  BOOST_TEST(dbscan(x, 1.5, 3)(3) == 0);
  // A border point does not lead on: 3.5 reaches 5 but is no core point.
  const arma::mat bridge = arma::rowvec{0, 1, 2, 3.5, 5};
  BOOST_TEST(dbscan(bridge, 1.5, 4).min() == -1);
  BOOST_TEST(arma::all(with_noise_last(labels) ==
                       arma::uvec{0, 0, 0, 2, 1, 1, 1, 1, 2}));
}

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_dbscan_gives_what_scikit_learn_gives) {
  int noise = 0;
  arma::sword most = 0;
  for (const auto& c : golden::load("unsupervised_dbscan")) {
    const arma::ivec labels = dbscan(golden::batch(c.at("x")), c.at("radius"),
                                     c.at("least").get<arma::uword>());
    const auto expected = golden::labels(c.at("labels"));
    BOOST_REQUIRE(labels.n_elem == expected.size());
    for (arma::uword i = 0; i < labels.n_elem; ++i)
      BOOST_TEST(labels(i) == expected[i]);
    noise += int(arma::accu(labels < 0));
    most = std::max(most, labels.max());
  }
  BOOST_TEST(noise > 0);  // the cases have noise and several clusters
  BOOST_TEST(most > 1);
}

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_merges_of_four_numbers_worked_out_by_hand) {
  const arma::mat x = arma::rowvec{0, 1, 4, 9};
  const auto distances = [&](Linkage linkage) {
    arma::vec d(3);
    const auto merges = merges_of(x, linkage);
    for (arma::uword i = 0; i < 3; ++i)
      d(i) = merges[i].distance;
    return d;
  };
  BOOST_TEST(distance(distances(Linkage::single), arma::vec{1, 3, 5}) < 1e-12);
  BOOST_TEST(distance(distances(Linkage::complete), arma::vec{1, 4, 9}) <
             1e-12);
  // (4 + 3) / 2, then (9 + 8 + 5) / 3: points count equally, not clusters.
  BOOST_TEST(distance(distances(Linkage::average),
                      arma::vec{1, 3.5, 22.0 / 3}) < 1e-12);
  const auto merges = merges_of(x, Linkage::single);
  BOOST_TEST((merges[1].a == 2u && merges[1].b == 4u && merges[1].size == 3u));
  BOOST_TEST(arma::all(cut(merges, 2) == arma::uvec{0, 0, 0, 1}));
  BOOST_TEST(arma::all(cut(merges, 4) == arma::uvec{0, 1, 2, 3}));
  BOOST_TEST(arma::all(cut(merges, 1) == arma::uvec{0, 0, 0, 0}));
}

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_merges_are_those_of_scikit_learn) {
  const std::map<std::string, Linkage> named{{"single", Linkage::single},
                                             {"complete", Linkage::complete},
                                             {"average", Linkage::average}};
  for (const auto& c : golden::load("unsupervised_agglomerative")) {
    const auto merges =
        merges_of(golden::batch(c.at("x")), named.at(c.at("linkage")));
    arma::vec distances(merges.size());
    for (arma::uword i = 0; i < merges.size(); ++i)
      distances(i) = merges[i].distance;
    // Our distances come from a product: rounding of 1e-14 under a root.
    BOOST_TEST(golden::distance(distances, golden::batch(c.at("distances"))) <
               1e-7);
    BOOST_TEST(agreement(cut(merges, 4), indices(c.at("labels"))) == 1);
  }
}

// Merge distances never fall: the tree has no crossings in its heights.
BOOST_AUTO_TEST_CASE(merge_distances_never_fall) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed)
    for (const Linkage linkage :
         {Linkage::single, Linkage::complete, Linkage::average}) {
      const auto merges = merges_of(four_groups(12, seed).x, linkage);
      for (std::size_t i = 1; i < merges.size(); ++i)
        BOOST_TEST(merges[i].distance >= merges[i - 1].distance - 1e-12);
      BOOST_TEST(merges.back().size == 48u);
    }
}

// Who finds which shape, over five seeds.
BOOST_AUTO_TEST_CASE(no_way_to_cluster_is_right_for_all_shapes) {
  enum { k_means, mixture, density, single, complete, average };
  arma::cube agree(4, 6, 5);
  for (arma::uword shape = 0; shape < 4; ++shape)
    for (arma::uword seed = 0; seed < 5; ++seed)
      agree.slice(seed).row(shape) = compete(shapes()[shape], seed + 1).t();
  const arma::mat lowest = arma::min(agree, 2), highest = arma::max(agree, 2);
  BOOST_TEST(lowest(0, k_means) > 0.9);  // round groups
  BOOST_TEST(lowest(0, mixture) > 0.9);
  BOOST_TEST(lowest(1, mixture) > 0.9);  // long groups
  BOOST_TEST(highest(1, k_means) < 0.8);
  BOOST_TEST(lowest(2, density) > 0.9);  // moons
  BOOST_TEST(highest(2, k_means) < 0.6);
  BOOST_TEST(highest(2, mixture) < 0.7);
  BOOST_TEST(lowest(3, density) > 0.9);  // a ring
  BOOST_TEST(highest(3, k_means) < 0.5);
  // Every column has a shape on which it fails with every seed or with one.
  for (arma::uword way = 0; way < 6; ++way)
    BOOST_TEST(lowest.col(way).min() < 0.9);
}

// DBSCAN's settings were chosen with other seeds.
BOOST_AUTO_TEST_CASE(density_settings_were_chosen_with_other_seeds) {
  for (const Shape& shape : shapes()) {
    const auto best = choose_density(
        shape, {101, 102, 103, 104, 105, 106, 107, 108, 109, 110});
    BOOST_TEST_CONTEXT(shape.name) {
      BOOST_TEST(shape.radius == best.first);
      BOOST_TEST(shape.least == best.second);
    }
  }
}

// Row 43b: one radius is too small, one too large.
BOOST_AUTO_TEST_CASE(the_radius_decides_what_dbscan_finds) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Points moons = two_moons(seed);
    BOOST_TEST(dbscan(moons.x, 0.05, 4).max() > 3);
    BOOST_TEST(arma::accu(dbscan(moons.x, 0.05, 4) < 0) > 50u);
    BOOST_TEST(dbscan(moons.x, 0.6, 4).max() == 0);
  }
}

}  // namespace chapter12
