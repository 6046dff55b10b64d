#include "numerical_gradient.hpp"

#include "nn/core/random.hpp"

namespace chapter07 {

Example random_example(arma::uword features, arma::uword samples,
                       std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 7);
  const auto normal = [&](arma::uword rows, arma::uword cols) {
    arma::mat m(rows, cols);
    m.imbue([&] { return random.normal(); });
    return m;
  };
  return {3 + 2 * normal(features, samples), 1 + 0.3 * normal(features, 1),
          normal(features, 1), normal(features, samples)};
}

Normalized batch_norm(const Example& e) {
  return batch_norm(e.x, e.gamma, e.beta);
}

arma::mat numerical_dx(Example e, double h) {
  const auto loss = [&] { return arma::accu(e.dy % batch_norm(e).y); };
  arma::mat dx(arma::size(e.x));
  for (arma::uword i = 0; i < e.x.n_elem; ++i) {
    const double before = e.x(i);
    e.x(i) = before + h;
    const double above = loss();
    e.x(i) = before - h;
    dx(i) = (above - loss()) / (2 * h);
    e.x(i) = before;
  }
  return dx;
}

double distance(const arma::mat& a, const arma::mat& b) {
  return arma::norm(a - b, "fro") /
         (arma::norm(a, "fro") + arma::norm(b, "fro"));
}

}  // namespace chapter07
