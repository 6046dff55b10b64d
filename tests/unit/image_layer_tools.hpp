/// A fast backend against Reference<double> on layers of images, in a Sequential
/// or a Graph.
///
/// Bounds: sums of n products differ by about sqrt(n) roundings (6e-8 each) of
/// numbers near 1, times ten: 1e-6 sqrt(n), relative to the largest number.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/model/graph.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "unit/fast_backend.hpp"
#include "unit/random_numbers.hpp"

using Ref = nn::Reference<double>;

inline std::size_t between(std::uint32_t low, std::uint32_t high) {
  return low + random_numbers.integer(high - low + 1);
}

inline arma::fmat random_matrix(arma::uword rows, arma::uword cols) {
  arma::fmat m(rows, cols);
  m.imbue([&] { return static_cast<float>(random_numbers.normal()); });
  return m;
}

inline double distance(const arma::fmat& a, const arma::fmat& b) {
  if (b.empty()) return 0;
  return arma::abs(a - b).max() / std::max(1.0f, arma::abs(b).max());
}

inline void check_close(const arma::fmat& a, const arma::fmat& b,
                        double tolerance, const std::string& what) {
  BOOST_REQUIRE(arma::size(a) == arma::size(b));
  BOOST_TEST((a.is_finite() && b.is_finite()), what << " is not finite");
  const double far = distance(a, b);
  BOOST_TEST(far <= tolerance, what << " differs by " << far);
}

/// A copy of `host` in the backend's memory.
template <class B>
class Given {
 public:
  explicit Given(const arma::fmat& host) : buffer_(host.n_elem) {
    matrix_ = B::view(buffer_, 0, host.n_rows, host.n_cols);
    B::from_host(host, matrix_);
  }
  operator const typename B::Matrix &() const { return matrix_; }

 private:
  typename B::Buffer buffer_;
  typename B::Matrix matrix_;
};

/// What comes out of a model.
struct Outcome {
  arma::fmat y, dx, dW, dW_alone, evaluated;
};

/// Net: nn::Sequential or nn::Graph, to which `add` adds layers.
template <class B, template <class> class Net, class Add>
Outcome outcome(const nn::Shape& input, const Add& add, const arma::fmat& start,
                const arma::fmat& x, const arma::fmat& dy) {
  Net<B> model(input);
  add(model);
  model.build(3);
  if (!start.empty()) B::from_host(start, model.parameters());
  const Given<B> given_x(x), given_dy(dy);
  Outcome result;
  result.y = B::to_host(model.forward(given_x));
  result.dx = B::to_host(model.backward_to_input(given_dy));
  result.dW = B::to_host(model.gradients());
  model.backward(given_dy);  // a first layer needs no dx
  result.dW_alone = B::to_host(model.gradients());
  result.evaluated = B::to_host(model.forward(given_x, nn::Mode::evaluate));
  return result;
}

/// Where two numbers of a pooling's window are almost equal, or one before a
/// ReLU is almost 0, a rounding decides where a gradient goes: no test can say
/// which way is right. Such inputs change what comes out when all numbers are
/// changed by a hundred roundings.
template <template <class> class Net, class Add>
bool is_near_a_tie(const nn::Shape& input, const Add& add,
                   const arma::fmat& start, const arma::fmat& x,
                   const arma::fmat& dy, const Outcome& expected,
                   double tolerance) {
  arma::fmat nudged = x;
  nudged.transform([](float v) {
    return v * (random_numbers.bits() % 2 ? 1 + 6e-6f : 1 - 6e-6f);
  });
  const auto near = outcome<Ref, Net>(input, add, start, nudged, dy);
  return distance(near.dx, expected.dx) > tolerance / 2 ||
         distance(near.dW, expected.dW) > tolerance / 2;
}

/// Builds the same model twice and compares everything that comes out.
template <template <class> class Net, class Add>
void compare_nets(const nn::Shape& input, std::size_t samples, double tolerance,
                  Add add) {
  Net<Ref> plan(input);
  add(plan);
  plan.build(3);
  arma::fmat start, x, dy;
  Outcome slow;
  int draws = 0;
  do {
    BOOST_REQUIRE(++draws < 50);
    start = random_matrix(plan.parameter_count(), 1) * 0.3f;
    x = random_matrix(input.features(), samples);
    dy = random_matrix(plan.output_shape().features(), samples);
    slow = outcome<Ref, Net>(input, add, start, x, dy);
  } while (is_near_a_tie<Net>(input, add, start, x, dy, slow, tolerance));
  const auto fast = outcome<FastBackend, Net>(input, add, start, x, dy);
  check_close(fast.y, slow.y, tolerance, "y");
  check_close(fast.dx, slow.dx, tolerance, "dx");
  if (!start.empty()) {
    check_close(fast.dW, slow.dW, tolerance, "dW");
    check_close(fast.dW_alone, slow.dW, tolerance, "dW without dx");
  }
  check_close(fast.evaluated, slow.evaluated, tolerance, "evaluated y");
}

template <class Add>
void compare(const nn::Shape& input, std::size_t samples, double tolerance,
             Add add) {
  compare_nets<nn::Sequential>(input, samples, tolerance, add);
}

struct WithThreads {
  explicit WithThreads(int count) { Fast::set_threads(count); }
  ~WithThreads() { Fast::set_threads(0); }
};
