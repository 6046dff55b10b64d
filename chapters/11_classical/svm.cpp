#include "svm.hpp"

#include <algorithm>

namespace chapter11 {
namespace {

/// +1 where the label is `plus`, else -1.
arma::vec signs(const arma::uvec& labels, arma::uword plus) {
  arma::vec y(labels.n_elem);
  for (arma::uword i = 0; i < y.n_elem; ++i)
    y(i) = labels(i) == plus ? 1 : -1;
  return y;
}

}  // namespace

// #region fit
Machine fit_machine(const arma::mat& samples, const arma::vec& y,
                    const Kernel& kernel, const SmoSettings& settings) {
  Machine machine;
  machine.kernel = kernel;
  machine.dual = solve_dual(kernel(samples, samples), y, settings);
  const arma::uvec used = arma::find(machine.dual.alpha > 0);
  machine.support = samples.cols(used);
  machine.weight = machine.dual.alpha(used) % y(used);
  machine.bias = machine.dual.bias;
  return machine;
}

arma::rowvec decision(const Machine& machine, const arma::mat& x) {
  return machine.weight.t() * machine.kernel(machine.support, x) + machine.bias;
}
// #endregion fit

Plane plane_of(const Machine& machine) {
  return {machine.support * machine.weight, machine.bias};
}

// #region primal
double primal_objective(const Plane& plane, const arma::mat& samples,
                        const arma::vec& y, double C) {
  const arma::vec f = samples.t() * plane.w + plane.b;
  const arma::vec shortfall = arma::clamp(1 - y % f, 0, arma::datum::inf);
  return arma::dot(plane.w, plane.w) / 2 + C * arma::accu(shortfall);
}
// #endregion primal

// #region kkt
double kkt_breach(const Dual& dual, const arma::mat& K, const arma::vec& y,
                  double C) {
  const arma::vec margin = y % (K * (dual.alpha % y) + dual.bias);
  double worst = std::abs(arma::dot(dual.alpha, y));
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    const double alpha = dual.alpha(i), missing = 1 - margin(i);
    double breach = std::max(-alpha, alpha - C);  // outside 0 … C
    if (alpha < C) breach = std::max(breach, missing);
    if (alpha > 0) breach = std::max(breach, -missing);
    worst = std::max(worst, breach);
  }
  return worst;
}
// #endregion kkt

// #region one-versus-one
OneVersusOne fit_one_versus_one(const arma::mat& samples,
                                const arma::uvec& labels, const Kernel& kernel,
                                const SmoSettings& settings) {
  OneVersusOne all{labels.max() + 1, {}};
  for (arma::uword a = 0; a < all.classes; ++a)
    for (arma::uword b = a + 1; b < all.classes; ++b) {
      const arma::uvec pair = arma::find(labels == a || labels == b);
      all.duels.push_back(
          {a, b,
           fit_machine(samples.cols(pair), signs(labels(pair), a), kernel,
                       settings)});
    }
  return all;
}

arma::uvec predict(const OneVersusOne& machines, const arma::mat& x) {
  arma::umat votes(machines.classes, x.n_cols, arma::fill::zeros);
  for (const auto& duel : machines.duels) {
    const arma::rowvec f = decision(duel.machine, x);
    for (arma::uword j = 0; j < x.n_cols; ++j)
      ++votes(f(j) > 0 ? duel.plus : duel.minus, j);
  }
  return arma::index_max(votes, 0).t();  // the first of equals
}
// #endregion one-versus-one

// #region one-versus-rest
OneVersusRest fit_one_versus_rest(const arma::mat& samples,
                                  const arma::uvec& labels,
                                  const Kernel& kernel,
                                  const SmoSettings& settings) {
  OneVersusRest all;
  for (arma::uword c = 0; c <= labels.max(); ++c)
    all.machines.push_back(
        fit_machine(samples, signs(labels, c), kernel, settings));
  return all;
}

arma::uvec predict(const OneVersusRest& machines, const arma::mat& x) {
  arma::mat f(machines.machines.size(), x.n_cols);
  for (arma::uword c = 0; c < f.n_rows; ++c)
    f.row(c) = decision(machines.machines[c], x);
  return arma::index_max(f, 0).t();
}
// #endregion one-versus-rest

}  // namespace chapter11
