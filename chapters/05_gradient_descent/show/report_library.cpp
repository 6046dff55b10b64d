#include "report_library.hpp"

#include "nn/core/print.hpp"
#include "nn/training/gradient_check.hpp"

#include "../descent.hpp"
#include "../landscapes.hpp"
#include "../library.hpp"
#include "../moving_mean.hpp"
#include "../trainer.hpp"

namespace chapter05 {
namespace {

void print_difference(const char* what, const arma::mat& a,
                      const arma::mat& b) {
  fmt::print("  {:38} {:.0e}\n", what, arma::abs(a - b).max());
}

}  // namespace

void print_library_descent() {
  const arma::vec start{0.5, 0.5};
  print_difference("Sgd, 40 steps on the four minima",
                   descend(himmelblau_gradient, start, 0.01, 40),
                   descend_with_library(himmelblau_gradient, start, 0.01, 40));
}

void print_library_batches(const Samples& samples, const arma::vec& start) {
  print_difference("Linear, squared error, Sgd: 2 epochs",
                   descend_in_batches(samples, start, 0.1, 16, 2, 1),
                   batches_with_library(samples, start, 0.1, 16, 2, 1));
  const arma::vec values = samples.y.t();
  print_difference("moving_average", moving_mean(values, 0.9, false),
                   moving_mean_of_library(values, 0.9));
}

void print_library_training(std::uint64_t seed) {
  const nn::Dataset images = stripes(300, seed);
  print_difference("Trainer, 3 epochs of batches of 16",
                   train_by_hand(images, {.batch_size = 16}, 0.1, 3),
                   train_with_library(images, {.batch_size = 16}, 0.1, 3));
}

void print_library_check(std::uint64_t seed) {
  SmallNetwork network(seed);
  // h is large enough that the formula's error dominates, not rounding.
  const double h = 0.01;
  const auto large = nn::check_gradients(network.model, network.x, seed, h);
  print_difference("check_gradients with h = 0.01",
                   arma::mat(1, 1).fill(large.parameters),
                   arma::mat(1, 1).fill(worst_by_hand(network, seed, h)));
  const auto small = nn::check_gradients(network.model, network.x, seed);
  fmt::print(
      "  backward() is {:.0e} off with h = 0.01, {:.0e} with h = 1e-6.\n",
      large.parameters, small.parameters);
}

}  // namespace chapter05
