#include "steps_autoencoder.hpp"

#include "nn/core/print.hpp"

#include "code_trials.hpp"
#include "images.hpp"
#include "show/figures_autoencoder.hpp"

namespace chapter12 {

void gradient_of_a_penalty(const nn::Options& options) {
  nn::heading("A sparse autoencoder: is its gradient right?");
  for (const double weight : {0.0, 0.1, 3.0})
    fmt::print(
        "  penalty's weight {:3}: relative distance to differences {:.0e}\n",
        weight, gradient_error({0.05, weight}, options.seed));
}

void what_hidden_units_look_for(const nn::Options& options) {
  nn::heading("64 pixels, 100 hidden units, few of them on");
  const arma::mat x = small_digits().x;
  fmt::print("  penalty   mean activation   above half   error\n");
  std::vector<Learned> all;
  for (const double weight : {0.0, 0.03, 0.3}) {
    all.push_back(learn_codes(x, 100, {0.05, weight}, options.smoke ? 2 : 100,
                              options.seed));
    const CodeStatistics s = statistics_of(all.back(), x);
    fmt::print("  {:7}   {:15.3f}   {:8.1f} %   {:5.3f}\n", weight, s.mean,
               100 * s.busy, s.error);
  }
  draw_features(options.out, all.front(), all.back());
}

void linear_units_find_components(const nn::Options& options) {
  nn::heading("Without the sigmoid, it is PCA");
  const arma::mat x = small_digits().x;
  fmt::print("  hidden   error of network   of PCA   largest angle\n");
  for (const arma::uword k : {2u, 5u, 10u}) {
    const LinearCodes codes =
        linear_codes(x, k, options.smoke ? 50 : 3000, options.seed);
    fmt::print("  {:6}   {:16.5f}   {:6.5f}   {:11.3f}°\n", k, codes.network,
               codes.pca, codes.angle);
  }
}

}  // namespace chapter12
