#include "gradient_boosting.hpp"

#include <cmath>
#include <utility>

namespace chapter11 {
namespace {

arma::vec sigmoid(const arma::vec& F) {
  return 1 / (1 + arma::exp(-F));
}

}  // namespace

double mean_loss(BoostLoss loss, const arma::vec& y, const arma::vec& F) {
  if (loss == BoostLoss::squared) return arma::mean(arma::square(y - F)) / 2;
  double sum = 0;
  for (arma::uword i = 0; i < y.n_elem; ++i)  // log(1 + e^F), F of either sign
    sum += std::log1p(std::exp(-std::abs(F(i)))) + std::max(F(i), 0.0) -
           y(i) * F(i);
  return sum / double(y.n_elem);
}

// #region gradient-boosting
arma::vec residuals(BoostLoss loss, const arma::vec& y, const arma::vec& F) {
  return loss == BoostLoss::squared ? arma::vec(y - F)
                                    : arma::vec(y - sigmoid(F));
}

/// The best number for all samples of a leaf: their mean residual, or, for the
/// logistic loss, one step of Newton's method from 0.
void set_leaves(Tree& tree, const arma::mat& x, const arma::vec& residual,
                const arma::vec& curvature) {
  arma::vec sum(tree.nodes.size(), arma::fill::zeros), bend = sum;
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    const arma::uword leaf = tree.leaf_index(x.colptr(i));
    sum(leaf) += residual(i);
    bend(leaf) += curvature(i);
  }
  for (arma::uword k = 0; k < sum.n_elem; ++k)
    if (tree.nodes[k].is_leaf())
      tree.nodes[k].value = arma::vec{bend(k) < 1e-150 ? 0 : sum(k) / bend(k)};
}

GradientBoosted gradient_boosting(const arma::mat& x, const arma::vec& y,
                                  const BoostOptions& options) {
  const bool squared = options.loss == BoostLoss::squared;
  const double mean = arma::mean(y);
  GradientBoosted model{
      squared ? mean : std::log(mean / (1 - mean)), options.rate, {}};
  const arma::vec ones(y.n_elem, arma::fill::ones);
  arma::vec F = model.start * ones;
  for (arma::uword round = 0; round < options.rounds; ++round) {
    const arma::vec residual = residuals(options.loss, y, F);
    const arma::mat targets = residual.t();
    Tree tree = grow_tree({x, targets, ones}, options.tree);
    const arma::vec p = sigmoid(F);
    set_leaves(tree, x, residual, squared ? ones : arma::vec(p % (1 - p)));
    F += options.rate * tree.predict(x).row(0).t();
    model.trees.push_back(std::move(tree));
  }
  return model;
}
// #endregion gradient-boosting

arma::vec GradientBoosted::predict(const arma::mat& x,
                                   arma::uword rounds) const {
  arma::vec F(x.n_cols, arma::fill::value(start));
  for (arma::uword t = 0; t < rounds; ++t)
    F += rate * trees[t].predict(x).row(0).t();
  return F;
}

arma::vec losses_by_rounds(const GradientBoosted& model, BoostLoss loss,
                           const arma::mat& x, const arma::vec& y) {
  arma::vec F(x.n_cols, arma::fill::value(model.start));
  arma::vec losses(model.trees.size());
  for (arma::uword t = 0; t < losses.n_elem; ++t) {
    F += model.rate * model.trees[t].predict(x).row(0).t();
    losses(t) = mean_loss(loss, y, F);
  }
  return losses;
}

}  // namespace chapter11
