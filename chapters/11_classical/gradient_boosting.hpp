/// Gradient boosting: each small tree is one step of gradient descent, taken
/// in the predictions instead of in weights. Source: Friedman 2001.
#pragma once

#include <vector>

#include "tree.hpp"

namespace chapter11 {

/// What is minimized, and over what kind of y.
enum class BoostLoss {
  squared,  ///< (y - F)^2 / 2, y any number
  logistic  ///< log(1 + exp(F)) - y F, y 0 or 1: F is the log-odds of 1
};

struct BoostOptions {
  BoostLoss loss = BoostLoss::squared;
  arma::uword rounds = 100;
  double rate = 0.1;  ///< the share of each tree's step that is taken
  TreeOptions tree = {.max_depth = 3};
};

/// F(x) = start + rate * (tree 1 + tree 2 + …).
struct GradientBoosted {
  double start = 0, rate = 0;
  std::vector<Tree> trees;

  arma::vec predict(const arma::mat& x, arma::uword rounds) const;
  arma::vec predict(const arma::mat& x) const {
    return predict(x, trees.size());
  }
};

/// Mean loss of these predictions.
double mean_loss(BoostLoss loss, const arma::vec& y, const arma::vec& F);

/// Minus the derivative of each sample's loss: y - F, or y - sigmoid(F).
arma::vec residuals(BoostLoss loss, const arma::vec& y, const arma::vec& F);

/// x: features x samples; y: one number each.
GradientBoosted gradient_boosting(const arma::mat& x, const arma::vec& y,
                                  const BoostOptions& options);

/// The mean loss with 1, 2, … trees.
arma::vec losses_by_rounds(const GradientBoosted& model, BoostLoss loss,
                           const arma::mat& x, const arma::vec& y);

}  // namespace chapter11
