/// k-means: its two steps, its start, and how many clusters.
#pragma once

#include "12_tools.hpp"
#include "12_unsupervised/distances.hpp"
#include "12_unsupervised/images.hpp"
#include "12_unsupervised/kmeans.hpp"
#include "12_unsupervised/points.hpp"
#include "12_unsupervised/quality.hpp"
#include "12_unsupervised/starts.hpp"

namespace chapter12 {

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_kmeans_on_four_numbers_worked_out_by_hand) {
  const arma::mat x = arma::rowvec{0, 2, 10, 14};
  const KMeans found = lloyd(x, arma::mat(arma::rowvec{0, 2}));
  // Labels 0 1 1 1, centers 0 and 26/3; labels 0 0 1 1, centers 1 and 12.
  const std::vector<double> inertia{64 + 144, 4 + 16.0 / 9 + 256.0 / 9,
                                    1 + 1 + 4 + 4};
  BOOST_REQUIRE(found.inertia.size() == 3u);
  BOOST_TEST(found.inertia[0] == inertia[0]);
  BOOST_TEST(found.inertia[1] == inertia[1], tt::tolerance(1e-14));
  BOOST_TEST(found.inertia[2] == inertia[2]);
  BOOST_TEST(distance(found.centers, arma::rowvec{1, 12}) == 0);
  BOOST_TEST(arma::all(found.labels == arma::uvec{0, 0, 1, 1}));
  // A center that no point is nearest to stays where it was.
  BOOST_TEST(means_of(x, arma::uvec{0, 0, 0, 0}, arma::rowvec{5, 77})(1) == 77);
  // Of two equally near centers, the first.
  BOOST_TEST(nearest(arma::rowvec{0, 2}, arma::rowvec{1})(0) == 0u);
}

// Row 43b
BOOST_AUTO_TEST_CASE(row_43b_distances_are_those_of_a_loop) {
  const arma::mat a = random_matrix(5, 7, 1), b = random_matrix(5, 4, 2);
  const arma::mat d = squared_distances(a, b);
  for (arma::uword i = 0; i < 7; ++i)
    for (arma::uword j = 0; j < 4; ++j)
      BOOST_TEST(d(i, j) == arma::accu(arma::square(a.col(i) - b.col(j))),
                 tt::tolerance(1e-12));
  BOOST_TEST(squared_distances(a, a).min() >= 0);
}

// Row 43b: centers, labels, inertia and the number of passes are those of
// scikit-learn's KMeans from the same start.
BOOST_AUTO_TEST_CASE(row_43b_kmeans_gives_what_scikit_learn_gives) {
  for (const auto& c : golden::load("unsupervised_kmeans")) {
    const arma::mat x = golden::batch(c.at("x"));
    const KMeans found = lloyd(x, golden::batch(c.at("start")));
    const arma::uvec labels = indices(c.at("labels"));
    BOOST_TEST(arma::all(found.labels == labels));
    // Sums of at most 45 numbers below 10.
    BOOST_TEST(golden::distance(found.centers, golden::batch(c.at("centers"))) <
               1e-12);
    BOOST_TEST(found.inertia.back() == c.at("inertia").get<double>(),
               tt::tolerance(1e-12));
    BOOST_TEST(found.inertia.size() == c.at("passes").get<std::size_t>());
    BOOST_TEST(golden::distance(silhouettes(x, found.labels),
                                golden::batch(c.at("silhouettes"))) < 1e-7);
    BOOST_TEST(agreement(found.labels, indices(c.at("truth"))) ==
                   c.at("agreement").get<double>(),
               tt::tolerance(1e-12));
  }
}

// Row 43b: neither step can raise the inertia.
BOOST_AUTO_TEST_CASE(inertia_never_rises) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Points points = four_groups(50, seed);
    nn::Random random(seed);
    for (const arma::mat& start :
         {poor_start(points.x), random_start(points.x, 6, random),
          spread_start(points.x, 5, random)}) {
      const KMeans found = lloyd(points.x, start);
      for (std::size_t i = 1; i < found.inertia.size(); ++i) {
        const double rounding = 1e-12 * found.inertia[0];
        BOOST_TEST(found.inertia[i] <= found.inertia[i - 1] + rounding);
        // The two steps one by one: averaging first, then assigning.
        const arma::uvec labels = nearest(found.way[i - 1], points.x);
        const double averaged = inertia(points.x, found.way[i], labels);
        BOOST_TEST(averaged <= found.inertia[i - 1] + rounding);
        BOOST_TEST(found.inertia[i] <= averaged + rounding);
      }
      // At the end no step changes anything.
      BOOST_TEST(arma::all(nearest(found.centers, points.x) == found.labels));
      BOOST_TEST(distance(means_of(points.x, found.labels, found.centers),
                          found.centers) == 0);
      BOOST_TEST(inertia(points.x, found.centers, found.labels) ==
                 found.inertia.back());
    }
  }
}

// k-means++ draws a point with a probability proportional to its squared
// distance to the nearest center: 0 for a center, 1 : 4 : 9 for the others.
BOOST_AUTO_TEST_CASE(row_43b_spread_starts_draw_by_squared_distance) {
  const arma::mat x = arma::rowvec{0, 1, 2, 3};
  std::array<std::array<int, 4>, 4> drawn{};
  constexpr int trials = 40000;
  nn::Random random(1);
  for (int i = 0; i < trials; ++i) {
    const arma::mat start = spread_start(x, 2, random);
    ++drawn[std::size_t(start(0))][std::size_t(start(1))];
  }
  for (std::size_t first = 0; first < 4; ++first) {
    double sum = 0;
    int count = 0;
    for (std::size_t second = 0; second < 4; ++second) {
      sum += std::pow(double(first) - double(second), 2);
      count += drawn[first][second];
    }
    BOOST_TEST(std::abs(count / double(trials) - 0.25) < 0.01);  // 4.6 sigma
    for (std::size_t second = 0; second < 4; ++second) {
      const double p = std::pow(double(first) - double(second), 2) / sum;
      // About 10,000 draws: 0.5 % is one standard deviation at most.
      BOOST_TEST(std::abs(drawn[first][second] / double(count) - p) < 0.02);
    }
  }
}

// More of the starts end near the best inertia, and their mean is lower.
BOOST_AUTO_TEST_CASE(a_spread_start_finds_the_best_more_often) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Points points = four_groups(50, seed);
    const arma::vec random = final_inertias(points.x, 4, 300, false, seed);
    const arma::vec spread = final_inertias(points.x, 4, 300, true, seed);
    const double best = std::min(random.min(), spread.min());
    BOOST_TEST(share_below(spread, 1.01 * best) >
               share_below(random, 1.01 * best) + 0.05);
    BOOST_TEST(arma::mean(spread) < arma::mean(random));
    // But a single run of either kind may end far from it.
    BOOST_TEST(spread.max() > 1.5 * best);
  }
}

// The descent of the page, from four points in one corner, ends far from the
// best: two centers share one group.
BOOST_AUTO_TEST_CASE(a_poor_start_ends_in_a_poor_minimum) {
  const Points points = four_groups(50, 1);
  const KMeans poor = lloyd(points.x, poor_start(points.x));
  nn::Random random(1);
  const KMeans best = kmeans(points.x, 4, 20, random);
  BOOST_TEST(poor.inertia.back() > 2 * best.inertia.back());
  BOOST_TEST(agreement(best.labels, points.groups) > 0.9);
  BOOST_TEST(agreement(poor.labels, points.groups) < 0.8);
}

// The inertia falls with every further center and does not say where to stop;
// the silhouette is largest for the true number of groups.
BOOST_AUTO_TEST_CASE(the_elbow_and_the_silhouette_are_at_four) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto counts = try_counts(four_groups(50, seed).x, 8, seed);
    arma::uword best = 1;
    for (std::size_t i = 1; i < counts.size(); ++i) {
      BOOST_TEST(counts[i].inertia < counts[i - 1].inertia);
      if (counts[i].silhouette > counts[best].silhouette) best = i;
    }
    BOOST_TEST(counts[best].k == 4u);
    BOOST_TEST(counts[3].fall > 2 * counts[4].fall);
  }
}

BOOST_AUTO_TEST_CASE(silhouettes_of_five_numbers_worked_out_by_hand) {
  // Clusters {0, 1}, {4, 6}, {20}: of 1, a = 1 and b = (3 + 5) / 2 = 4.
  const arma::vec s =
      silhouettes(arma::rowvec{0, 1, 4, 6, 20}, arma::uvec{0, 0, 1, 1, 2});
  BOOST_TEST(s(1) == 0.75);
  BOOST_TEST(s(2) == (3.5 - 2) / 3.5);
  BOOST_TEST(s(4) == 0);
}

BOOST_AUTO_TEST_CASE(agreement_ignores_names_and_chance_gives_nothing) {
  const arma::uvec a{0, 0, 1, 1, 2, 2};
  BOOST_TEST(agreement(a, arma::uvec{2, 2, 0, 0, 1, 1}) == 1);
  BOOST_TEST(agreement(a, arma::uvec{0, 1, 2, 0, 1, 2}) < 0);
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    nn::Random random(seed);
    arma::uvec b(60), c(60);
    for (arma::uword* x : {b.begin(), c.begin()})
      std::generate(x, x + 60, [&] { return random.integer(4); });
    sum += agreement(b, c);
  }
  BOOST_TEST(std::abs(sum / 400) < 0.01);
}

// Ten clusters without any label find most of the digits.
BOOST_AUTO_TEST_CASE(ten_clusters_find_most_of_the_digits) {
  const Images digits = small_digits();
  BOOST_TEST(digits.x.n_cols == 1797u);
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    nn::Random random(seed, nn::Stream::general, 12);
    const KMeans found = kmeans(digits.x, 10, 10, random);
    BOOST_TEST(purity(found.labels, digits.labels) > 0.75);
    BOOST_TEST(purity(found.labels, digits.labels) < 0.85);
    // In each run some cluster mixes digits; in the page's, the ones have two
    // clusters and the eights none.
    arma::uvec of_digit(10, arma::fill::zeros);
    double least = 1;
    for (arma::uword k = 0; k < 10; ++k) {
      const arma::uvec own = digits.labels.elem(arma::find(found.labels == k));
      const arma::uvec count =
          arma::hist(own, arma::regspace<arma::uvec>(0, 9));
      of_digit(count.index_max()) += 1;
      least = std::min(least, double(count.max()) / double(own.n_elem));
    }
    BOOST_TEST(least < 0.7);
    if (seed == 1) BOOST_TEST((of_digit(1) == 2u && of_digit(8) == 0u));
  }
}

}  // namespace chapter12
