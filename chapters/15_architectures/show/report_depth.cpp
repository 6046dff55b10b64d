#include "report_depth.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

namespace chapter15 {

void print_losses(const std::vector<DepthTrial>& trials) {
  std::string head = "  training loss in epoch ";
  for (std::size_t epoch = 1; epoch <= trials.front().losses.size(); ++epoch)
    head += fmt::format(" {:7}", epoch);
  fmt::print("{}\n", head);
  for (const DepthTrial& trial : trials)
    fmt::print("  {:23}{}\n", trial.network.name(),
               nn::numbers(arma::vec(trial.losses), 3, 7));
}

void print_gradients(const DepthTrial& plain, const DepthTrial& residual) {
  fmt::print(
      "                    gradient, as a share of the weights       weights "
      "have grown\n"
      "                  before the first step     after the last        by a "
      "factor of\n"
      "  convolution       plain   residual      plain   residual     plain  "
      " residual\n");
  const arma::uword count = plain.before.n_elem;
  for (const arma::uword i : {arma::uword(0), count / 5, 2 * count / 5,
                              3 * count / 5, 4 * count / 5, count - 1})
    fmt::print(
        "  {:11} {:>11.2g} {:>10.2g} {:>10.2g} {:>10.2g} {:9.1f} "
        "{:10.1f}\n",
        i + 1, plain.before(i), residual.before(i), plain.after(i),
        residual.after(i), plain.growth(i), residual.growth(i));
}

void print_places(const std::vector<NormTrial>& trials) {
  fmt::print(
      "                       mean square of a block's output    training "
      "loss\n"
      "                           first    middle      last   first epoch  "
      "last epoch\n");
  for (const NormTrial& trial : trials) {
    const arma::uword count = trial.sizes.n_elem;
    fmt::print("  {:19} {:>10.3g} {:>9.3g} {:>9.3g} {:>13.3f} {:>12.3f}\n",
               nn::english(name_of(trial.place)), trial.sizes(0),
               trial.sizes(count / 2), trial.sizes(count - 1),
               trial.losses.front(), trial.losses.back());
  }
}

}  // namespace chapter15
