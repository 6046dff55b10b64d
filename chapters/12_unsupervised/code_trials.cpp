#include "code_trials.hpp"

#include <numbers>

#include "nn/core/random.hpp"

#include "components.hpp"
#include "svd.hpp"

namespace chapter12 {
namespace {

double root_mean_square(const arma::mat& error) {
  return std::sqrt(arma::accu(arma::square(error)) / double(error.n_elem));
}

}  // namespace

CodeStatistics statistics_of(const Learned& learned, const arma::mat& x) {
  const arma::mat& h = learned.codes;
  const arma::mat relative = h.each_col() / arma::vec(arma::max(h, 1));
  const double count = double(h.n_elem);
  return {arma::accu(h) / count, double(arma::accu(relative > 0.5)) / count,
          root_mean_square(learned.restored - x)};
}

/// Two layers without a sigmoid, trained by full steps: x ~ D (E x).
LinearCodes linear_codes(const arma::mat& x, arma::uword components, int steps,
                         std::uint64_t seed) {
  const Components c = components_by_covariance(x);
  const arma::mat z = x.each_col() - c.mean;
  const arma::mat spread = z * z.t() / double(z.n_cols);
  nn::Random random(seed, nn::Stream::weights);
  arma::mat e(components, x.n_rows), d(x.n_rows, components);
  for (arma::mat* w : {&e, &d})
    w->imbue([&] { return 0.1 * random.normal(); });
  arma::mat ve(arma::size(e), arma::fill::zeros),
      vd(arma::size(d), arma::fill::zeros);
  for (int step = 0; step < steps; ++step) {  // momentum, as in chapter 6
    const arma::mat residual = (d * e * spread - spread);
    ve = 0.9 * ve - 0.1 * d.t() * residual;
    vd = 0.9 * vd - 0.1 * residual * e.t();
    e += ve;
    d += vd;
  }
  arma::mat q, r;
  arma::qr_econ(q, r, d);
  const Svd between =
      svd_by_rotations(q.t() * c.directions.head_cols(components));
  return {
      root_mean_square(z - d * (e * z)),
      root_mean_square(x - c.restore(c.project(x, components))),
      std::acos(std::min(1.0, between.values.min())) * 180 / std::numbers::pi};
}

}  // namespace chapter12
