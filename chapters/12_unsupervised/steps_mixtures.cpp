#include "steps_mixtures.hpp"

#include "nn/core/print.hpp"

#include "mixture_trials.hpp"
#include "show/figures_mixtures.hpp"
#include "starts.hpp"

namespace chapter12 {

void em_step_by_step(const nn::Options& options) {
  nn::heading("EM: the log-likelihood never falls");
  const Points points = long_groups(80, options.seed);
  const Mixture start =
      mixture_around(points.x, points.x.cols(arma::uvec{0, 100, 190}));
  const Fit fit = em(points.x, start);
  fmt::print("  step   mean log-likelihood     gained\n");
  const std::size_t last = fit.log_likelihood.size() - 1;
  for (std::size_t step = 0; step <= last; ++step) {
    if (step > 5 && step % 10 != 0 && step != last) continue;
    fmt::print("  {:4}   {:19.6f}   {:>8}\n", step, fit.log_likelihood[step],
               step == 0
                   ? std::string()
                   : fmt::format("{:.6f}", fit.log_likelihood[step] -
                                               fit.log_likelihood[step - 1]));
  }
  draw_em(options.out, points, fit);
}

void long_groups_in_two_ways(const nn::Options& options) {
  nn::heading("Long groups: k-means cuts them, a mixture does not");
  fmt::print(
      "  agreement with the true groups (adjusted Rand index)\n"
      "  seed   k-means   mixture\n");
  const std::uint64_t seeds = options.smoke ? 1 : 5;
  for (std::uint64_t seed = options.seed; seed < options.seed + seeds; ++seed) {
    const InTwoWays both = in_two_ways(long_groups(80, seed), seed);
    fmt::print("  {:4}   {:7.3f}   {:7.3f}\n", seed, both.centers_agree,
               both.mixture_agrees);
    if (seed == options.seed)
      draw_two_ways(options.out, long_groups(80, seed), both);
  }
}

void the_limit_is_kmeans(const nn::Options& options) {
  nn::heading("k-means is the limit of small covariances");
  const Points points = four_groups(50, options.seed);
  const arma::mat start = poor_start(points.x);
  fmt::print("  variance   points of one center   farthest from k-means\n");
  for (const double variance : {4.0, 1.0, 0.25, 0.0625, 0.01, 0.001, 0.0001}) {
    const Limit limit = limit_at(points.x, start, variance);
    fmt::print("  {:8}   {:18.1f} %   {:21.1e}\n", variance,
               100 * limit.certain, limit.distance);
  }
}

}  // namespace chapter12
