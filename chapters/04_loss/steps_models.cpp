#include "steps_models.hpp"

#include "nn/core/print.hpp"

#include "same_loss.hpp"
#include "show/figures_fits.hpp"
#include "show/figures_penalty.hpp"
#include "show/report_fits.hpp"

namespace chapter04 {

void same_loss_two_models(const nn::Options& options) {
  nn::heading("The same loss, and not the same model");
  const Twins both = twins(options.seed);
  const arma::rowvec between = arma::linspace<arma::rowvec>(-0.95, 0.95, 1001);
  fmt::print("               loss at 9 points   loss between   sum w^2\n");
  for (auto [name, w] :
       {std::pair{"least weights", both.smooth}, {"large weights", both.wild}})
    fmt::print("  {:13} {:13.6f} {:16.4f} {:9.3f}\n", name,
               polynomial_loss(w, both.x), polynomial_loss(w, between),
               arma::dot(w, w));
  draw_twins(both, options.out);
  fmt::print(
      "\n  weights                score of 1 1 1 1   sum w^2   sum |w|\n");
  for (const arma::rowvec& w : {one_pixel(), four_quarters()})
    fmt::print(" {} {:11.2f} {:9.2f} {:9.2f}\n", nn::numbers(w, 2, 5),
               arma::accu(w), arma::dot(w, w), arma::accu(arma::abs(w)));
}

void same_loss_four_pictures(const nn::Options& options) {
  nn::heading("Four pictures of one loss (Anscombe's quartet)");
  print_quartet();
  draw_quartet(options.out);
}

void two_penalties(const nn::Options& options) {
  draw_penalties(options.out);
}

void zeros_of_l1(const nn::Options& options) {
  nn::heading("Which penalty gives zeros? L1, not L2 as the notes have it");
  const SparseTask task = sparse_task(options.seed);
  print_zeros(task);
  draw_paths(task, options.out);
}

}  // namespace chapter04
