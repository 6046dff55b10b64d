#include "report_attacks.hpp"

#include <cmath>

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

namespace chapter15 {

void print_over_epsilon(const arma::fvec& epsilons, const arma::mat& right) {
  fmt::print(
      "  right answers in %\n"
      "  epsilon  random signs  from another network  one step  several "
      "steps\n");
  for (arma::uword i = 0; i < epsilons.n_elem; ++i)
    fmt::print("  {:7.2f} {:13.1f} {:21.1f} {:9.1f} {:14.1f}\n", epsilons(i),
               100 * right(i, 0), 100 * right(i, 1), 100 * right(i, 2),
               100 * right(i, 3));
}

void print_robustness_head() {
  fmt::print(
      "  right answers in %          on images as they are,\n"
      "  trained on          clean        random signs     one step         "
      "several steps\n");
}

void print_robustness(Training training, const std::vector<Robustness>& all) {
  arma::mat right(all.size(), 4);
  for (arma::uword i = 0; i < right.n_rows; ++i)
    right.row(i) = arma::rowvec{all[i].clean, all[i].random, all[i].one_step,
                                all[i].several_steps};
  fmt::print("  {:14}", nn::english(title_of(training)));
  const arma::rowvec mean = arma::mean(right, 0);
  const arma::rowvec spread = arma::stddev(right, 0, 0);
  for (arma::uword k = 0; k < 4; ++k)
    if (all.size() == 1)
      fmt::print(" {:10.1f}{}", 100 * mean(k), k < 3 ? "     " : "");
    else
      fmt::print("   {:5.1f} +- {:4.1f}", 100 * mean(k),
                 100 * spread(k) / std::sqrt(double(all.size())));
  fmt::print("\n");
}

}  // namespace chapter15
