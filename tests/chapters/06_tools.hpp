/// What the tests of chapter 6 share.
#pragma once

#include <boost/test/unit_test.hpp>

#include "06_optimizers/adam_details.hpp"
#include "06_optimizers/by_formula.hpp"
#include "06_optimizers/decay.hpp"
#include "06_optimizers/image_race.hpp"
#include "06_optimizers/images.hpp"
#include "06_optimizers/initial.hpp"
#include "06_optimizers/race.hpp"
#include "06_optimizers/sigmoid_lives.hpp"
#include "06_optimizers/symmetry.hpp"
#include "06_optimizers/training.hpp"
#include "06_optimizers/uncorrected_adam.hpp"
#include "golden.hpp"

namespace tt = boost::test_tools;
using namespace chapter06;

/// NaN fails: the comparison with it is false.
inline void check_near(double found, double expected, double tolerance) {
  BOOST_TEST(std::abs(found - expected) <= tolerance,
             found << " is not within " << tolerance << " of " << expected);
}

inline void check_near(const arma::vec& found, const arma::vec& expected,
                       double tolerance) {
  BOOST_REQUIRE(found.n_elem == expected.n_elem);
  for (arma::uword i = 0; i < found.n_elem; ++i)
    check_near(found(i), expected(i), tolerance);
}

/// A little of Fashion-MNIST, unpacked once.
inline const Images& little_fashion() {
  static const Images images(nn::load_images("fashion-mnist"),
                             {1000, 500, 1000, 1});
  return images;
}

/// The gradient of tests/golden/optimizers.json in step t.
inline arma::vec golden_gradient(const arma::vec& w, int t) {
  arma::vec g(w.n_elem);
  for (arma::uword i = 0; i < w.n_elem; ++i)
    g(i) = double(i + 1) / 2 * w(i) + 0.3 * std::sin(0.1 * t + double(i));
  return g;
}

/// The golden case of that name.
inline nlohmann::json golden_case(const std::string& name) {
  for (const auto& c : golden::load("optimizers"))
    if (c["name"] == name) return c;
  BOOST_FAIL("no golden case " << name);
  return {};
}

/// E[f] of NoisyValley after t steps: what is left of the start at 5, and as
/// much of the floor as noise has filled in.
inline double expected_height(const NoisyValley& v, int t) {
  const double left = std::pow(1 - v.rate, 2 * t);
  return left * 12.5 + (1 - left) * v.floor();
}

/// The share of a layer's numbers for which `holds`.
template <class F>
double share(const arma::mat& answers, const F& holds) {
  return double(std::count_if(answers.begin(), answers.end(), holds)) /
         double(answers.n_elem);
}

/// One of five_starts() by its file name.
inline Start start_named(const std::string& file, Squash squash) {
  for (const Start& start : five_starts(squash))
    if (start.file == file) return start;
  throw nn::Error("no start " + file);
}
