#include "operation_checks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "nn/core/random.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "passes.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

/// The error of a central difference is about h^2 by curvature and 1e-16 / h by
/// rounding; here the sum is smallest.
constexpr double h = 1e-5;

arma::mat drawn(Draw draw, const Dims& dims, nn::Random& random) {
  const std::size_t n = count(dims);
  arma::mat numbers(extent(dims, 0), n / extent(dims, 0));
  std::vector<std::uint32_t> places(n);
  for (std::size_t i = 0; i < n; ++i)
    places[i] = static_cast<std::uint32_t>(i);
  random.shuffle(places);
  const double shift = random.uniform(0.02, 0.08);  // no two inputs meet
  for (std::size_t i = 0; i < n; ++i)
    switch (draw) {
      case Draw::any:
        numbers(i) = random.normal();
        break;
      case Draw::positive:
        numbers(i) = random.uniform(0.5, 2);
        break;
      case Draw::nonzero:
        numbers(i) = random.uniform(0.2, 1.2) * (random.bits() % 2 ? 1 : -1);
        break;
      case Draw::apart:
        numbers(i) = 0.1 * (double(places[i]) - double(n) / 2) + shift;
        break;
      case Draw::label:
        numbers(i) = random.integer(3);
        break;
      case Draw::bit:
        numbers(i) = random.integer(2);
        break;
    }
  return numbers;
}

bool has_derivative(Draw draw) {
  return draw != Draw::label && draw != Draw::bit;
}

/// An example as a graph with its derivatives, and numbers for its inputs.
class Trial {
 public:
  Trial(const Entry& entry, const Example& example, std::uint64_t seed)
      : random_(seed) {
    for (std::size_t i = 0; i < example.inputs.size(); ++i) {
      x_.push_back(
          input(fmt::format("x{}", i), example.inputs[i], entry.numbers[i]));
      if (!has_derivative(entry.numbers[i])) continue;
      variables_.push_back(x_.back());
      v_.push_back(input(fmt::format("v{}", i), example.inputs[i], Draw::any));
    }
    y_ = example.result(x_);
    u_ = input("u", y_.dims(), Draw::any);
    // The plain sums make it depend on inputs that the result ignores, too.
    loss_ = sum(u_ * y_);
    Tensor curved = sum(u_ * y_ * y_);
    for (const Tensor& x : variables_) {
      loss_ = loss_ + sum(x);
      curved = curved + sum(x * x);
    }
    gradients_ = gradient(loss_, variables_);
    moved_ = directional({y_}, variables_, v_)[0];
    curved_gradients_ = gradient(curved, variables_);
    Tensor along = sum(curved_gradients_[0] * v_[0]);
    for (std::size_t i = 1; i < v_.size(); ++i)
      along = along + sum(curved_gradients_[i] * v_[i]);
    hessian_v_ = gradient(along, variables_);
  }

  CheckedDistances run(bool stops);

 private:
  using Matrices = std::vector<arma::mat>;

  Tensor input(const std::string& name, const Dims& dims, Draw draw) {
    numbers_.push_back({name, drawn(draw, dims, random_)});
    return program_.graph.input(name, dims);
  }
  arma::mat& numbers(const Tensor& x) {
    const std::string& name = x.node().name;
    return std::find_if(numbers_.begin(), numbers_.end(),
                        [&](const auto& n) { return n.first == name; })
        ->second;
  }
  /// What these nodes are, with the numbers of now.
  Matrices values(const Tensors& nodes) {
    Program program = program_;
    for (const Tensor& node : nodes)
      program.results.push_back(node.id);
    const Program small = without_dead_nodes(program);
    Interpreter<double> run(small);
    for (auto& [name, numbers] : numbers_)
      run.bind(name, numbers);
    run.run();
    Matrices result;
    for (const Id id : small.results)
      result.push_back(run.value(id));
    return result;
  }
  void move(double distance) {
    for (std::size_t i = 0; i < v_.size(); ++i)
      numbers(variables_[i]) += distance * numbers(v_[i]);
  }
  /// How the nodes change along v, by a central difference.
  Matrices changes(const Tensors& nodes) {
    move(h);
    Matrices above = values(nodes);
    move(-2 * h);
    const Matrices below = values(nodes);
    move(h);
    for (std::size_t i = 0; i < above.size(); ++i)
      above[i] = (above[i] - below[i]) / (2 * h);
    return above;
  }
  /// The loss's derivatives, number by number.
  Matrices differences() {
    Program program = program_;
    program.results = {loss_.id};
    const Program small = without_dead_nodes(program);
    Interpreter<double> run(small);
    for (auto& [name, numbers] : numbers_)
      run.bind(name, numbers);
    Matrices result;
    for (const Tensor& x : variables_) {
      arma::mat slopes(arma::size(numbers(x)));
      for (arma::uword i = 0; i < slopes.n_elem; ++i) {
        double& number = numbers(x)(i);
        const double before = number;
        number = before + h, run.run();
        const double above = run.value(small.results[0])(0);
        number = before - h, run.run();
        slopes(i) = (above - run.value(small.results[0])(0)) / (2 * h);
        number = before;
      }
      result.push_back(slopes);
    }
    return result;
  }

  nn::Random random_;
  Program program_;
  std::vector<std::pair<std::string, arma::mat>> numbers_;
  Tensors x_, variables_, v_;
  Tensor y_, u_, loss_, moved_;
  Tensors gradients_, curved_gradients_, hessian_v_;
};

constexpr double infinite = std::numeric_limits<double>::infinity();

double distance(const arma::mat& a, const arma::mat& b) {
  if (arma::size(a) != arma::size(b)) return infinite;
  double worst = 0;
  for (arma::uword i = 0; i < a.n_elem; ++i) {
    const double scale = std::max({1.0, std::abs(a(i)), std::abs(b(i))});
    const double d = std::abs(a(i) - b(i)) / scale;
    if (!std::isfinite(d)) return infinite;
    worst = std::max(worst, d);
  }
  return worst;
}

double distance(const std::vector<arma::mat>& a,
                const std::vector<arma::mat>& b) {
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    worst = std::max(worst, distance(a[i], b[i]));
  return worst;
}

/// stops: the result is taken for a constant, so its derivatives are 0, and
/// only those of the plain sums remain.
CheckedDistances Trial::run(bool stops) {
  CheckedDistances result;
  const Matrices slopes = values(gradients_), moved = values({moved_});
  Matrices first = differences(), second = changes(curved_gradients_),
           forward = changes({y_});
  if (stops) {
    first[0].ones();
    second[0] = 2 * numbers(v_[0]);
    forward[0].zeros();
  }
  result.gradient = distance(slopes, first);
  result.forward = distance(moved, forward);
  result.second = distance(values(hessian_v_), second);
  // The plain sums of the loss contribute <1, v>.
  double back = 0;
  for (std::size_t i = 0; i < v_.size(); ++i) {
    back += arma::dot(slopes[i] - 1, numbers(v_[i]));
    result.numbers += slopes[i].n_elem;
  }
  const arma::mat there(1, 1,
                        arma::fill::value(arma::dot(numbers(u_), moved[0])));
  result.adjoint = distance(there, arma::mat(1, 1, arma::fill::value(back)));
  return result;
}

}  // namespace

CheckedDistances distances(const Entry& entry, const Example& example,
                           std::uint64_t seed) {
  return Trial(entry, example, seed).run(entry.name == "stop_gradient");
}

CheckedDistances distances(const Entry& entry, std::uint64_t seed) {
  CheckedDistances worst;
  for (const Example& example : entry.examples) {
    const CheckedDistances d = distances(entry, example, seed++);
    worst.gradient = std::max(worst.gradient, d.gradient);
    worst.forward = std::max(worst.forward, d.forward);
    worst.adjoint = std::max(worst.adjoint, d.adjoint);
    worst.second = std::max(worst.second, d.second);
    worst.numbers += d.numbers;
  }
  return worst;
}

}  // namespace chapter14
