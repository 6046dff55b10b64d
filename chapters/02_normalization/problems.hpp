/// The flats as one least-squares problem after another: the same flats, the
/// same prices, the same best model; only the features are scaled differently.
#pragma once

#include "flats.hpp"
#include "least_squares.hpp"

namespace chapter02 {

/// A problem with its name.
struct Named {
  std::string name;
  LeastSquares problem;
};

/// Two weights and no bias, so the descent path can be drawn: the means of
/// features and prices are subtracted, and nothing else.
LeastSquares centered_problem(const Flats& flats);

/// The same with z-scores.
LeastSquares z_score_problem(const Flats& flats);

/// Weights and bias, for raw features and for features scaled in five ways.
std::vector<Named> problems(const Flats& flats);

/// The least loss that a linear model with a bias can have: the same for all
/// of problems(), found where it is easiest.
double least_loss(const Flats& flats);

/// Two uncorrelated features of four samples: the curvature has the
/// eigenvalues 1 and `condition`. w = 0 is equally high up in both
/// directions.
LeastSquares problem_of_condition(double condition);

}  // namespace chapter02
