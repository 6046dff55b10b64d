/// The library's losses next to the chapter's formulas.
#pragma once

#include "nn/reference/reference.hpp"

#include "logistic.hpp"
#include "score.hpp"

namespace chapter04 {

using Doubles = nn::Reference<double>;

/// The layer Linear computes the same scores. Its parameters are W, column by
/// column, then b.
arma::mat scores_of_library(const LinearClassifier& f, const arma::mat& x);

/// A loss by our formula, by the library, and how far the library's gradient
/// is from the measured slope of our formula.
struct Agreement {
  std::string name;
  double own, library, gradient_error;
};

/// All losses on the three images of the worked example.
std::vector<Agreement> agreements();

/// Logistic regression from the library: one Linear neuron, and the loss that
/// includes the sigmoid. Returns the loss; `slopes` are those of w and b.
double logistic_of_library(const Students& data, double w, double b,
                           arma::vec& slopes);

}  // namespace chapter04
