// The functions that Cpu's activations are made of, against the C++ library in
// double.
#include "nn/cpu/vector_math.hpp"

#include <boost/test/unit_test.hpp>

#include "nn/cpu/simd.hpp"
#include "nn/support/armadillo.hpp"

namespace {

double worst(float first, float last, float (*f)(float),
             double (*exact)(double), bool relative = false) {
  double largest = 0;
  for (double x = first; x <= last; x += 0.00173) {
    const auto at = static_cast<float>(x);
    const double error = std::abs(f(at) - exact(double{at}));
    largest = std::max(largest, relative ? error / exact(double{at}) : error);
  }
  return largest;
}

}  // namespace

BOOST_AUTO_TEST_CASE(vector_functions_keep_their_promised_accuracy) {
  using namespace nn::cpu;
  const auto exp = [](double x) { return std::exp(x); };
  const auto tanh = [](double x) { return std::tanh(x); };
  const auto log1p = [](double x) { return std::log1p(x); };
  const auto cdf = [](double x) { return std::erfc(-x / std::sqrt(2)) / 2; };
  BOOST_TEST(worst(-87, 88, vector_exp, exp, true) < 2e-7);
  BOOST_TEST(worst(-87, 88, vector_tanh, tanh) < 2e-7);
  BOOST_TEST(worst(0, 1, vector_log1p, log1p) < 3e-7);
  BOOST_TEST(worst(-40, 40, vector_normal_cdf, cdf) < 3e-7);
}

BOOST_AUTO_TEST_CASE(reciprocal_and_square_root_of_vectors) {
  double worst_reciprocal = 0, worst_root = 0;
  for (double x = 1e-37; x < 1e37; x *= 1.0003) {
    const auto number = static_cast<float>(x);
    const nn::cpu::Vector v = number - nn::cpu::Vector{};
    const double r = nn::cpu::reciprocal(v)[0];
    const double root = nn::cpu::square_root(v)[nn::cpu::lanes - 1];
    worst_reciprocal = std::max(worst_reciprocal, std::abs(r * number - 1));
    worst_root =
        std::max(worst_root, std::abs(root / std::sqrt(double{number}) - 1));
  }
  BOOST_TEST(worst_reciprocal < 3e-7);
  BOOST_TEST(worst_root < 3e-7);
}
