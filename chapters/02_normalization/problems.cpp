#include "problems.hpp"

#include "scaling.hpp"
#include "whitening.hpp"

namespace chapter02 {

LeastSquares centered_problem(const Flats& flats) {
  return {centered(flats.features)(flats.features),
          flats.price - arma::mean(flats.price)};
}

LeastSquares z_score_problem(const Flats& flats) {
  return {z_score(flats.features)(flats.features),
          flats.price - arma::mean(flats.price)};
}

std::vector<Named> problems(const Flats& flats) {
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

double least_loss(const Flats& flats) {
  const LeastSquares easy{with_ones(z_score(flats.features)(flats.features)),
                          flats.price};
  return minimum_of(easy);
}

LeastSquares problem_of_condition(double condition) {
  const double a = std::sqrt(condition);
  const arma::mat x{{a, -a, a, -a}, {1, 1, -1, -1}};
  return {x, arma::rowvec{1 / a, 1} * x};
}

}  // namespace chapter02
