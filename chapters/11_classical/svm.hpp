/// The support vector machine: the widest margin. Source: Boser, Guyon and
/// Vapnik 1992; Cortes and Vapnik 1995.
#pragma once

#include <vector>

#include "kernels.hpp"
#include "smo.hpp"

namespace chapter11 {

/// f(x) = sum_i weight_i k(x_i, x) + bias; its sign is the class.
struct Machine {
  Kernel kernel;
  arma::mat support;  ///< features x s: the samples with alpha > 0
  arma::vec weight;   ///< s: alpha_i y_i
  double bias = 0;
  Dual dual;  ///< of all training samples
};

/// Solves the dual. samples: features x n; y: n labels, +1 or -1.
Machine fit_machine(const arma::mat& samples, const arma::vec& y,
                    const Kernel& kernel, const SmoSettings& settings);

/// f of each column of x.
arma::rowvec decision(const Machine& machine, const arma::mat& x);

/// The plane of a linear machine: w'x + b.
struct Plane {
  arma::vec w;
  double b = 0;
};
Plane plane_of(const Machine& machine);

/// 1/2 |w|^2 + C sum_i max(0, 1 - y_i (w'x_i + b)): what a linear machine
/// minimizes, the primal problem.
double primal_objective(const Plane& plane, const arma::mat& samples,
                        const arma::vec& y, double C);

/// The largest breach of the Karush-Kuhn-Tucker conditions: alpha = 0
/// wants y f >= 1, alpha = C wants y f <= 1, all between want y f = 1.
double kkt_breach(const Dual& dual, const arma::mat& K, const arma::vec& y,
                  double C);

/// A machine for each pair of classes; each of them has one vote.
struct OneVersusOne {
  struct Duel {
    arma::uword plus = 0, minus = 0;  // plus < minus
    Machine machine;
  };
  arma::uword classes = 0;
  std::vector<Duel> duels;
};
OneVersusOne fit_one_versus_one(const arma::mat& samples,
                                const arma::uvec& labels, const Kernel& kernel,
                                const SmoSettings& settings);
/// The class with most votes; among equals, the lowest.
arma::uvec predict(const OneVersusOne& machines, const arma::mat& x);

/// A machine for each class against all others; the largest f wins.
struct OneVersusRest {
  std::vector<Machine> machines;
};
OneVersusRest fit_one_versus_rest(const arma::mat& samples,
                                  const arma::uvec& labels,
                                  const Kernel& kernel,
                                  const SmoSettings& settings);
arma::uvec predict(const OneVersusRest& machines, const arma::mat& x);

}  // namespace chapter11
