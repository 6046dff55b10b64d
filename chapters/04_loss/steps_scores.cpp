#include "steps_scores.hpp"

#include "nn/core/print.hpp"

#include "library.hpp"
#include "score.hpp"
#include "show/report_scores.hpp"
#include "sigmoid.hpp"
#include "softmax.hpp"

namespace chapter04 {

void four_pixels_three_classes() {
  nn::heading("A score for every class: W x + b on four pixels");
  print_four_pixels();
  const arma::mat by_library = scores_of_library(cat_dog_ship(), four_pixels());
  fmt::print("  all at once, library: {}\n", nn::numbers(by_library, 2));
  fmt::print("  with the bias forgotten: {}\n",
             nn::numbers(cat_dog_ship().weights * four_pixels(), 2));
}

void softmax_overflows() {
  nn::heading("Softmax, naive and shifted");
  print_softmax({1010, 1000, 990});
  print_softmax({100, 90, 80});
  const arma::vec s{0, -800};
  fmt::print(
      "  scores 0 and -800: log softmax of the second\n"
      "    log(softmax)    {:>6.0f}\n    s - log_sum_exp {:6.0f}\n",
      std::log(softmax(s)(1)), log_softmax(s)(1));
}

void scores_become_a_loss() {
  nn::heading("From scores to probabilities to a loss");
  print_score_to_probability();
}

void sigmoid_is_still_used() {
  nn::heading("Sigmoid is not dead: it answers yes-or-no questions");
  fmt::print(
      "      z   sigmoid(z)   softmax(z, 0)   loss if no: formula     safe\n");
  for (double z : {-2.0, 0.0, 3.0, 40.0, 1000.0})
    fmt::print("  {:5.0f} {:12.6f} {:15.6f} {:>22.6f} {:8.3f}\n", z, sigmoid(z),
               softmax(arma::vec{z, 0})(0), binary_cross_entropy_naive(z, 0),
               binary_cross_entropy(z, 0));
}

}  // namespace chapter04
