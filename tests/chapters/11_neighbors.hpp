/// Row 43a: nearest neighbors, by one product and by a k-d tree.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

#include "11_classical/kd_tree.hpp"
#include "chapters/11_margin_tools.hpp"

namespace chapter11_tests {
using namespace chapter11;

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_squared_distances_worked_out_by_hand) {
  const arma::mat a{{0, 3}, {0, 4}}, b{{0, 1}, {0, 1}};
  const arma::mat expected{{0, 2}, {25, 13}};
  BOOST_TEST(same(squared_distances(a, b), expected));
  BOOST_TEST(same(squared_distances_by_definition(a, b), expected));
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_one_product_is_the_definition) {
  for (std::uint64_t seed : {1, 2, 3}) {
    const arma::mat a = normal_samples(30, 40, seed),
                    b = normal_samples(30, 20, seed + 10);
    // Three terms of up to 100, 30 additions each: 100 * 30 * 1e-16.
    BOOST_TEST(arma::abs(squared_distances(a, b) -
                         squared_distances_by_definition(a, b))
                   .max() < 1e-12);
  }
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_neighbors_are_those_of_scikit_learn) {
  for (const auto& c : golden::load("classical_neighbors")) {
    const arma::mat x = golden::batch(c.at("x")),
                    queries = golden::batch(c.at("queries"));
    const auto k = c.at("k").get<arma::uword>();
    const arma::mat index = golden::batch(c.at("index")),
                    distances = golden::batch(c.at("distances"));
    KdTree tree(x);
    for (const Neighbors& found :
         {nearest(x, queries, k), tree.nearest(queries, k)}) {
      BOOST_TEST(same(arma::conv_to<arma::mat>::from(found.index), index));
      // Distances of about 1; the product loses some 1e-15 of their squares.
      BOOST_TEST(golden::distance(arma::mat(arma::sqrt(found.squared)),
                                  distances) < 1e-12);
    }
  }
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_the_tree_finds_what_brute_force_finds) {
  for (std::uint64_t seed : {1, 2, 3})
    for (arma::uword features : {1, 2, 5, 11})
      for (arma::uword k : {1, 4, 60}) {
        // On the grid, ties are many and all sums are exact.
        const arma::mat x = grid_points(features, 60, seed),
                        queries = grid_points(features, 15, seed + 10);
        KdTree tree(x);
        const Neighbors fast = tree.nearest(queries, k),
                        plain = nearest(x, queries, k);
        BOOST_TEST(same(fast.index, plain.index));
        BOOST_TEST(same(fast.squared, plain.squared));
        const arma::mat y = normal_samples(features, 60, seed);
        KdTree other(y);
        const arma::mat asked = normal_samples(features, 15, seed + 10);
        BOOST_TEST(
            same(other.nearest(asked, k).index,
                 smallest(squared_distances_by_definition(y, asked), k).index));
      }
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_ties_go_to_the_lowest_index) {
  const arma::mat x{{1, -1, 0, 0, 1}, {0, 0, 1, -1, 0}};
  const arma::mat center(2, 1, arma::fill::zeros);
  for (arma::uword k : {1, 3, 5}) {
    const arma::uvec expected = arma::regspace<arma::uvec>(0, k - 1);
    BOOST_TEST(same(arma::uvec(nearest(x, center, k).index.col(0)), expected));
    KdTree tree(x);
    BOOST_TEST(
        same(arma::uvec(tree.nearest(center, k).index.col(0)), expected));
  }
  // Two votes each for 0 and 1: the lower label.
  const Neighbors four{arma::regspace<arma::uvec>(0, 3),
                       arma::mat(4, 1, arma::fill::zeros)};
  BOOST_TEST(vote(four, 4, arma::uvec{1, 0, 0, 1})(0) == 0u);
  BOOST_TEST(vote(four, 1, arma::uvec{1, 0, 0, 1})(0) == 1u);
  BOOST_TEST(vote(four, 4, arma::uvec{2, 1, 2, 0})(0) == 2u);
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_the_tree_counts_its_distances) {
  const arma::mat x = normal_samples(2, 1000, 1),
                  queries = normal_samples(2, 100, 2);
  KdTree tree(x);
  tree.nearest(queries, 1);
  // About log2(1000) = 10 nodes on the way down, and as many beside it: no
  // fewer than one path, no more than three.
  BOOST_TEST(tree.distances() >= 100u * 9u);
  BOOST_TEST(tree.distances() < 100u * 30u);
  KdTree all(x);
  all.nearest(queries, 1000);
  BOOST_TEST(all.distances() == 100u * 1000u);
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_leave_one_out_by_hand) {
  // On a line: 0 and 1 of class 0, 3 and 3.5 of class 1, and 3.8 of class 0.
  // k = 1: only 3.8 is wrong (3.5), and 3.5 (3.8). k = 3: 1 has (0, 3, 3.5), 0
  // has (1, 3, 3.5): both wrong; 3 has (3.5, 3.8, 1): wrong; 3.5 has (3.8, 3,
  // 1): wrong; 3.8 has (3.5, 3, 1): wrong.
  const arma::mat x{{0, 1, 3, 3.5, 3.8}};
  const arma::vec error = leave_one_out(x, arma::uvec{0, 0, 1, 1, 0}, 3);
  BOOST_TEST(error(0) == 0.4);
  BOOST_TEST(error(2) == 1.0);
}

// Row 43a
BOOST_AUTO_TEST_CASE(row_43a_leave_one_out_is_what_its_name_says) {
  nn::Random random(3, nn::Stream::data);
  const Samples data = two_moons(60, 0.3, random);
  const arma::vec error = leave_one_out(data.x, data.y, 9);
  for (arma::uword k : {1, 4, 9}) {
    double wrong = 0;
    for (arma::uword i = 0; i < 60; ++i) {
      arma::mat others = data.x;
      arma::uvec labels = data.y;
      others.shed_col(i);
      labels.shed_row(i);
      const Neighbors found = nearest(others, data.x.col(i), k);
      wrong += vote(found, k, labels)(0) != data.y(i);
    }
    BOOST_TEST(error(k - 1) == wrong / 60);
  }
}

BOOST_AUTO_TEST_CASE(neighbors_refuse_more_than_there_are) {
  const arma::mat x = normal_samples(2, 5, 1);
  KdTree tree(x);
  for (arma::uword k : {0, 6}) {
    BOOST_CHECK_THROW(nearest(x, x, k), nn::UsageError);
    BOOST_CHECK_THROW(tree.nearest(x, k), nn::UsageError);
  }
}

}  // namespace chapter11_tests
