/// The flats as one least-squares problem after another: the same flats, the
/// same prices, the same best model; only the features are scaled differently.
#pragma once

#include "descent.hpp"
#include "flats.hpp"
#include "scaling.hpp"
#include "whitening.hpp"

namespace chapter02 {

/// A problem with its name.
struct Named {
  std::string name;
  LeastSquares problem;
};

/// Two weights and no bias, so the descent path can be drawn: the means of
/// features and prices are subtracted, and nothing else.
inline LeastSquares centerd_problem(const Flats& flats) {
  return {centered(flats.features)(flats.features),
          flats.price - arma::mean(flats.price)};
}

/// The same with z-scores.
inline LeastSquares z_score_problem(const Flats& flats) {
  return {z_score(flats.features)(flats.features),
          flats.price - arma::mean(flats.price)};
}

/// Weights and bias, for raw features and for features scaled in five ways.
inline std::vector<Named> problems(const Flats& flats) {
  const arma::mat& x = flats.features;
  const auto with_bias = [&](const std::string& name, const arma::mat& scaled) {
    return Named{name, {with_ones(scaled), flats.price}};
  };
  return {with_bias("square feet, years", in_square_feet(x)),
          with_bias("square meters, years", x),
          with_bias("[0, 1]", to_unit_interval(x)(x)),
          with_bias("[-1, 1]", to_symmetric_interval(x)(x)),
          with_bias("z-score", z_score(x)(x)),
          with_bias("whitened", pca_whitened(components_of(x), x))};
}

/// The least loss that a linear model with a bias can have: the same for all
/// of problems(), found where it is easiest.
inline double least_loss(const Flats& flats) {
  const LeastSquares easy{with_ones(z_score(flats.features)(flats.features)),
                          flats.price};
  return easy.loss(easy.best());
}

/// Two uncorrelated features of four samples: the curvature has the
/// eigenvalues 1 and `condition`. w = 0 is equally high up in both
/// directions.
inline LeastSquares problem_of_condition(double condition) {
  const double a = std::sqrt(condition);
  const arma::mat x{{a, -a, a, -a}, {1, 1, -1, -1}};
  return {x, arma::rowvec{1 / a, 1} * x};
}

}  // namespace chapter02
