/// What the tests of chapter 11's neighbors and margins share.
#pragma once

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "11_classical/neighbors.hpp"
#include "11_classical/samples.hpp"
#include "11_classical/svm.hpp"
#include "golden.hpp"

namespace chapter11_tests {

/// n samples of normal numbers.
inline arma::mat normal_samples(arma::uword features, arma::uword n,
                                std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 11);
  arma::mat x(features, n);
  for (double& value : x)
    value = random.normal();
  return x;
}

/// Points of a small grid: many of them equally far from one another.
inline arma::mat grid_points(arma::uword features, arma::uword n,
                             std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 12);
  arma::mat x(features, n);
  for (double& value : x)
    value = random.integer(4);
  return x;
}

/// Class 0 becomes +1, class 1 -1.
inline arma::vec signs_of(const arma::uvec& classes) {
  return 1 - 2 * arma::conv_to<arma::vec>::from(classes);
}

/// The cases of one part of classical_margins.json: "machines", "hinge".
inline std::vector<nlohmann::json> margin_cases(const std::string& part) {
  const nlohmann::json all = golden::load("classical_margins");
  std::vector<nlohmann::json> cases(all.at(part).begin(), all.at(part).end());
  BOOST_REQUIRE(!cases.empty());
  return cases;
}

inline chapter11::Kernel kernel_named(const std::string& name) {
  if (name == "linear") return chapter11::linear_kernel();
  if (name == "polynomial") return chapter11::polynomial_kernel(0.5, 1, 3);
  return chapter11::rbf_kernel(0.5);
}

/// Both matrices are the same, to the last bit and without NaN.
template <class M>
bool same(const M& a, const M& b) {
  return arma::size(a) == arma::size(b) && a.is_finite() &&
         arma::all(arma::vectorise(a == b));
}

}  // namespace chapter11_tests
