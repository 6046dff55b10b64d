#include "excess.hpp"

namespace chapter05 {

arma::mat curvature(const Samples& samples) {
  const double n = double(samples.size());
  const double x = arma::accu(samples.x) / n;
  const double xx = arma::dot(samples.x, samples.x) / n;
  return 2 * arma::mat{{xx, x}, {x, 1}};
}

double largest_rate(const Samples& samples) {
  return 2 / arma::eig_sym(curvature(samples)).max();
}

arma::vec best_line(const Samples& samples) {
  const arma::mat X = arma::join_rows(
      samples.x.t(), arma::vec(samples.size(), arma::fill::ones));
  return arma::solve(X, samples.y.t());
}

arma::vec excess(const Samples& samples, const arma::mat& way) {
  const arma::mat off = way.each_col() - best_line(samples);
  // The loss is a parabola, so this is exact; a difference of losses would
  // suffer from rounding.
  return arma::sum(off % (curvature(samples) * off), 0).t() / 2;
}

arma::vec mean_excess(const Samples& samples, const Way& way,
                      const arma::vec& start, int epochs, int runs,
                      std::uint64_t seed) {
  arma::vec sum;
  for (int run = 0; run < runs; ++run) {
    const arma::vec one =
        excess(samples, descend_in_batches(samples, start, way.rate,
                                           way.batch_size, epochs, seed + run));
    sum = run == 0 ? one : arma::vec(sum + one);
  }
  return sum / runs;
}

double samples_until(const arma::vec& excess, double goal,
                     double samples_a_step) {
  for (arma::uword step = 0; step < excess.n_elem; ++step)
    if (excess(step) < goal) return double(step) * samples_a_step;
  return arma::datum::inf;
}

}  // namespace chapter05
