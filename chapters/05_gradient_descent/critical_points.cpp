#include "critical_points.hpp"

#include <array>
#include <cmath>

#include "descent.hpp"

namespace chapter05 {

const char* name_of(Kind kind) {
  constexpr std::array names{"minimum", "maximum", "saddle", "undecided"};
  return names[static_cast<std::size_t>(kind)];
}

arma::mat numerical_hessian(const Gradient& gradient, const arma::vec& x,
                            double h) {
  arma::mat H(x.n_elem, x.n_elem);
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    arma::vec step(x.n_elem, arma::fill::zeros);
    step(i) = h;
    H.col(i) = (gradient(x + step) - gradient(x - step)) / (2 * h);
  }
  return (H + H.t()) / 2;  // rounding makes H slightly asymmetric
}

Kind kind_of(const arma::mat& H) {
  const arma::vec curvature = arma::eig_sym(H);  // in ascending order
  const double none = 1e-6;
  if (curvature.front() > none) return Kind::minimum;
  if (curvature.back() < -none) return Kind::maximum;
  if (curvature.front() < -none && curvature.back() > none) return Kind::saddle;
  return Kind::flat;
}

Shares random_critical_points(arma::uword n, int count, nn::Random& random) {
  std::array<int, 4> seen{};
  for (int i = 0; i < count; ++i) {
    arma::mat A(n, n);
    A.imbue([&] { return random.normal(); });
    ++seen[static_cast<std::size_t>(kind_of((A + A.t()) / std::sqrt(2)))];
  }
  const auto share = [&](std::size_t k) { return double(seen[k]) / count; };
  return {share(0), share(1), share(2)};
}

arma::mat noisy_descend(const Gradient& gradient, const arma::vec& x,
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
