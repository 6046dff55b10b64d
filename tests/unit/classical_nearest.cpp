// Nearest neighbors by products in float: exactly those of the definition.
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include "nn/classical/nearest.hpp"
#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"

using nn::classical::Nearest;
using nn::classical::nearest;

namespace {

arma::fmat random_samples(std::size_t features, std::size_t n, double offset,
                          std::uint32_t index) {
  nn::Random random(1, nn::Stream::data, index);
  arma::fmat x(features, n);
  for (float& value : x)
    value = static_cast<float>(offset + random.normal());
  return x;
}

/// Small whole numbers: many samples are equally far.
arma::fmat grid_samples(std::size_t features, std::size_t n,
                        std::uint32_t index) {
  nn::Random random(2, nn::Stream::data, index);
  arma::fmat x(features, n);
  for (float& value : x)
    value = static_cast<float>(random.integer(3));
  return x;
}

/// The definition, in plain loops.
Nearest by_definition(const arma::fmat& train, const arma::fmat& queries,
                      std::size_t k) {
  Nearest found{arma::Mat<std::uint32_t>(k, queries.n_cols),
                arma::mat(k, queries.n_cols)};
  for (std::size_t q = 0; q < queries.n_cols; ++q) {
    std::vector<std::pair<double, std::uint32_t>> all;
    for (std::size_t i = 0; i < train.n_cols; ++i) {
      double sum = 0;
      for (std::size_t f = 0; f < train.n_rows; ++f) {
        const double d = double{train(f, i)} - double{queries(f, q)};
        sum += d * d;
      }
      all.emplace_back(sum, std::uint32_t(i));
    }
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < k; ++i) {
      found.squared(i, q) = all[i].first;
      found.index(i, q) = all[i].second;
    }
  }
  return found;
}

void check_same(const Nearest& found, const Nearest& expected) {
  BOOST_REQUIRE(arma::size(found.index) == arma::size(expected.index));
  BOOST_TEST(arma::all(arma::vectorise(found.index == expected.index)));
  BOOST_TEST(arma::all(arma::vectorise(found.squared == expected.squared)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(neighbors_are_those_of_the_definition) {
  // One feature and many; less than a block of samples, and several blocks.
  for (std::size_t features : {1, 3, 100})
    for (std::size_t n : {1, 40, 2500}) {
      const arma::fmat train = random_samples(features, n, 0, 1),
                       queries = random_samples(features, 30, 0, 2);
      for (std::size_t k : {std::size_t{1}, std::min<std::size_t>(n, 7), n})
        check_same(nearest(train, queries, k),
                   by_definition(train, queries, k));
    }
}

BOOST_AUTO_TEST_CASE(ties_go_to_the_lowest_index) {
  for (std::size_t features : {1, 4, 9}) {
    const arma::fmat train = grid_samples(features, 1500, 1),
                     queries = grid_samples(features, 40, 2);
    for (std::size_t k : {1, 10, 200})
      check_same(nearest(train, queries, k), by_definition(train, queries, k));
  }
}

BOOST_AUTO_TEST_CASE(where_float_cannot_tell_the_definition_decides) {
  // |a|^2 is 1e8 or more and distances are about 50: in float, whose steps are
  // 8 there, the product alone would mix all of them up.
  const arma::fmat train = random_samples(25, 1200, 2000, 1),
                   queries = random_samples(25, 20, 2000, 2);
  check_same(nearest(train, queries, 5), by_definition(train, queries, 5));
}

BOOST_AUTO_TEST_CASE(neighbors_are_the_same_on_any_number_of_threads) {
  const arma::fmat train = random_samples(33, 3000, 5, 1),
                   queries = random_samples(33, 700, 5, 2);
  nn::cpu::Threads::set_threads(1);
  const Nearest one = nearest(train, queries, 6);
  for (int threads : {2, 3, 5}) {
    nn::cpu::Threads::set_threads(threads);
    check_same(nearest(train, queries, 6), one);
  }
  nn::cpu::Threads::set_threads(0);
}

BOOST_AUTO_TEST_CASE(neighbors_say_what_is_wrong) {
  const arma::fmat x = random_samples(3, 5, 0, 1);
  const auto says = [](const std::string& words) {
    return [words](const nn::Error& error) {
      return std::string(error.what()).find(words) != std::string::npos;
    };
  };
  BOOST_CHECK_EXCEPTION(nearest(x, x, 6), nn::UsageError, says("k is 6"));
  BOOST_CHECK_EXCEPTION(nearest(x, x, 0), nn::UsageError, says("1 to 5"));
  BOOST_CHECK_EXCEPTION(nearest(x, random_samples(2, 4, 0, 1), 1),
                        nn::UsageError, says("2 features"));
  for (float bad : {std::nanf(""), INFINITY, 1e20f}) {
    arma::fmat broken = x;
    broken(1, 3) = bad;
    BOOST_CHECK_EXCEPTION(nearest(broken, x, 1), nn::UsageError,
                          says("column 3 of the training samples"));
    BOOST_CHECK_EXCEPTION(nearest(x, broken, 1), nn::UsageError,
                          says("column 3 of the queries"));
  }
  BOOST_TEST(nearest(x, arma::fmat(3, 0), 2).index.n_cols == 0u);
}
