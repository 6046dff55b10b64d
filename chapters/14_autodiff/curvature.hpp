/// Second derivatives: how fast the slope changes along a direction.
#pragma once

#include "nn/core/armadillo.hpp"

#include "interpreter.hpp"

namespace chapter14 {

/// H v: the gradient of the number (gradient of y) . v. H, the matrix of all
/// second derivatives, is never written down. Pearlmutter 1994.
/// v and the results have the dims of the variables.
Tensors hessian_times(const Located& y, const Tensors& variables,
                      const Tensors& v);

/// A function of n numbers, with its first and second derivatives.
class Landscape {
 public:
  /// `build` makes the function's value from w, a column of n numbers.
  using Build = Tensor (*)(const Tensor& w);
  Landscape(std::size_t n, Build build);
  Landscape(const Landscape&) = delete;
  Landscape& operator=(const Landscape&) = delete;

  double value(const arma::vec& w);
  arma::vec gradient(const arma::vec& w);
  arma::vec hessian_times(const arma::vec& w, const arma::vec& v);
  const Graph& graph() const { return program_.graph; }

 private:
  static Program make(std::size_t n, Build build);
  arma::vec run(std::size_t result);

  Program program_;
  arma::mat w_, v_;
  Interpreter<double> interpreter_;
};

struct Curvature {
  double largest = 0;   ///< the eigenvalue of H of largest absolute value
  arma::vec direction;  ///< of length 1
  int rounds = 0;
};
/// Power iteration: v <- H v / |H v|, until the value changes by less than
/// `tolerance` of itself.
Curvature largest_curvature(Landscape& landscape, const arma::vec& w,
                            std::uint64_t seed, double tolerance = 1e-10);

/// w after `steps` steps against the gradient.
arma::vec descend(Landscape& landscape, arma::vec w, double rate, int steps);

/// By which factor the distance of two descents changes in a step, in the mean
/// of `steps` steps: one starts at w, one next to it, along the direction of
/// largest curvature. Near a minimum it is |1 - rate * largest|.
double factor_of_descent(Landscape& landscape, const arma::vec& w,
                         const Curvature& curvature, double rate,
                         int steps = 50);

}  // namespace chapter14
