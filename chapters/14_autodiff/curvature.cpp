#include "curvature.hpp"

#include <cmath>

#include "derivative.hpp"
#include "elementwise.hpp"
#include "random_matrix.hpp"
#include "shapes.hpp"

namespace chapter14 {

// #region hessian_times
Tensors hessian_times(const Located& y, const Tensors& variables,
                      const Tensors& v) {
  const Within within(y);
  const Tensors g = gradient(y, variables);
  Tensor along = sum(g.at(0) * v.at(0));
  for (std::size_t i = 1; i < g.size(); ++i)
    along = along + sum(g[i] * v.at(i));
  return gradient(along, variables);
}
// #endregion hessian_times

Program Landscape::make(std::size_t n, Build build) {
  Program program;
  const Tensor w = program.graph.input("w", {n});
  const Tensor v = program.graph.input("v", {n});
  const Tensor y = build(w);
  program.results = {y.id, chapter14::gradient(y, {w})[0].id,
                     chapter14::hessian_times(y, {w}, {v})[0].id};
  return program;
}

Landscape::Landscape(std::size_t n, Build build)
    : program_(make(n, build)),
      w_(n, 1),
      v_(n, 1, arma::fill::zeros),
      interpreter_(program_) {
  interpreter_.bind("w", w_);
  interpreter_.bind("v", v_);
}

arma::vec Landscape::run(std::size_t result) {
  interpreter_.run();
  return arma::vectorise(interpreter_.value(program_.results[result]));
}

double Landscape::value(const arma::vec& w) {
  std::copy(w.begin(), w.end(), w_.begin());
  return run(0)(0);
}

arma::vec Landscape::gradient(const arma::vec& w) {
  std::copy(w.begin(), w.end(), w_.begin());
  return run(1);
}

arma::vec Landscape::hessian_times(const arma::vec& w, const arma::vec& v) {
  std::copy(w.begin(), w.end(), w_.begin());
  std::copy(v.begin(), v.end(), v_.begin());
  return run(2);
}

// #region power_iteration
Curvature largest_curvature(Landscape& landscape, const arma::vec& w,
                            std::uint64_t seed, double tolerance) {
  nn::Random random(seed);
  Curvature found = {0, normal(random, w.n_elem, 1), 0};
  found.direction /= arma::norm(found.direction);
  for (double before = 1e300;
       std::abs(found.largest - before) > tolerance * std::abs(found.largest) &&
       found.rounds < 10000;
       ++found.rounds) {
    const arma::vec next = landscape.hessian_times(w, found.direction);
    before = found.largest;
    found.largest = arma::dot(found.direction, next);
    found.direction = next / arma::norm(next);
  }
  return found;
}
// #endregion power_iteration

arma::vec descend(Landscape& landscape, arma::vec w, double rate, int steps) {
  for (int i = 0; i < steps; ++i)
    w -= rate * landscape.gradient(w);
  return w;
}

double factor_of_descent(Landscape& landscape, const arma::vec& w,
                         const Curvature& curvature, double rate, int steps) {
  const double apart = 1e-6;  // so little that the curvature stays the same
  const arma::vec here = descend(landscape, w, rate, steps);
  const arma::vec there =
      descend(landscape, w + apart * curvature.direction, rate, steps);
  const double left = arma::dot(there - here, curvature.direction) / apart;
  return std::pow(std::abs(left), 1.0 / steps);
}

}  // namespace chapter14
