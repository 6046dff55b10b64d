/// Where the gradient is zero: minima, maxima, saddle points. Notes B, E.
#pragma once

#include "nn/core/random.hpp"

#include "descent.hpp"

namespace chapter05 {

enum class Kind { minimum, maximum, saddle, flat };

inline const char* name_of(Kind kind) {
  constexpr std::array names{"minimum", "maximum", "saddle", "undecided"};
  return names[static_cast<std::size_t>(kind)];
}

/// The second derivatives at x: how the gradient changes along each axis.
inline arma::mat numerical_hessian(const Gradient& gradient, const arma::vec& x,
                                   double h = 1e-4) {
  arma::mat H(x.n_elem, x.n_elem);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    arma::vec step(x.n_elem, arma::fill::zeros);
    step(i) = h;
    H.col(i) = (gradient(x + step) - gradient(x - step)) / (2 * h);
  }
  return (H + H.t()) / 2;  // rounding makes H slightly asymmetric
}

/// Curved upward along all axes of H: a minimum; downward: a maximum; mixed:
/// a saddle. An axis without curvature leaves it undecided.
inline Kind kind_of(const arma::mat& H) {
  const arma::vec curvature = arma::eig_sym(H);  // in ascending order
  const double none = 1e-6;
  if (curvature.front() > none) return Kind::minimum;
  if (curvature.back() < -none) return Kind::maximum;
  if (curvature.front() < -none && curvature.back() > none) return Kind::saddle;
  return Kind::flat;
}

/// Shares of the kinds among random symmetric matrices.
struct Shares {
  double minimum = 0, maximum = 0, saddle = 0;
};

/// If second derivatives were random: H symmetric, entries normal (variance 2
/// on the diagonal, 1 off it), of size n x n.
inline Shares random_critical_points(arma::uword n, int count,
                                     nn::Random& random) {
  std::array<int, 4> seen{};
  for (int i = 0; i < count; ++i) {
    arma::mat A(n, n);
    A.imbue([&] { return random.normal(); });
    ++seen[static_cast<std::size_t>(kind_of((A + A.t()) / std::sqrt(2)))];
  }
  const auto share = [&](std::size_t k) { return double(seen[k]) / count; };
  return {share(0), share(1), share(2)};
}

/// How noisy the gradients at the saddle are: their standard deviation.
inline constexpr double saddle_noise = 0.05;

/// Descent with a noisy gradient, like one estimated from a few samples.
/// n x (steps + 1)
inline arma::mat noisy_descend(const Gradient& gradient, const arma::vec& x,
                               double rate, int steps, double noise,
                               nn::Random& random) {
  const Gradient noisy = [&](const arma::vec& at) {
    arma::vec g = gradient(at);
    for (double& value : g)
      value += noise * random.normal();
    return g;
  };
  return descend(noisy, x, rate, steps);
}

}  // namespace chapter05
