/// What the chapter prints about the initial weights.
#pragma once

#include "nn/core/print.hpp"

#include "images.hpp"
#include "initial.hpp"
#include "sigmoid_lives.hpp"
#include "symmetry.hpp"

namespace chapter06 {

/// The hidden units of the XOR networks after training.
inline void print_units(const std::vector<XorRun>& runs,
                        const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    fmt::print("  {}: loss {:.4f}, answers{}\n", english(names[i]),
               runs[i].loss.back(), nn::numbers(runs[i].answer));
    for (arma::uword u = 0; u < runs[i].hidden.n_rows; ++u)
      fmt::print("    unit {}   w1, w2, b ={}\n", u + 1,
                 nn::numbers(runs[i].hidden.row(u)));
  }
}

/// Measured deviations of every layer, and the predicted one for the last.
inline void print_deviations(const arma::mat& x, std::uint64_t seed) {
  for (Squash squash : all_squashes) {
    fmt::print(
        "  {:8} layer:     1        2        3        4        5   "
        "predicted 5\n",
        name_of(squash));
    for (const Start& start : five_starts(squash)) {
      fmt::print("    {:12}", start.name);
      for (double d : deviations(hidden_by_hand(start, squash, x, seed)))
        fmt::print(" {:8.3g}", d);
      fmt::print(" {:11.3g}\n", predicted_deviations(start, squash).back());
    }
  }
}

/// The largest difference between the hidden activations by hand and those of
/// the library, over all functions and starts.
inline double hidden_difference(const arma::mat& x, std::uint64_t seed) {
  double largest = 0;
  for (Squash squash : all_squashes)
    for (const Start& start : five_starts(squash)) {
      const auto by_hand = hidden_by_hand(start, squash, x, seed);
      const auto model = five_layers(start, squash, seed);
      const auto library = hidden_of_library(*model, x);
      for (std::size_t l = 0; l < hidden_layers; ++l)
        largest = std::max(largest, arma::abs(by_hand[l] - library[l]).max());
    }
  return largest;
}

/// How large the gradient of each layer's weights is, first layer first.
inline void print_gradients(const arma::mat& x, std::uint64_t seed) {
  for (Squash squash : all_squashes) {
    fmt::print(
        "  {:8} layer:    1       2       3       4       5   "
        "first / last\n",
        name_of(squash));
    for (const Start& start : five_starts(squash)) {
      const arma::rowvec g = gradient_sizes(start, squash, x, seed);
      fmt::print("    {:12}", start.name);
      for (double size : g)
        fmt::print(" {:7.0e}", size);
      fmt::print(" {:9.1e}\n", g.front() / g.back());
    }
  }
}

/// A memory cell behind a gate, with three functions as the gate.
inline void print_gates(std::uint64_t seed) {
  fmt::print("  gate       smallest     median    largest of 1000 memories\n");
  for (Squash gate : all_squashes) {
    const arma::vec memory = gated_memories(gate, 5, 100, seed);
    fmt::print("  {:7} {:11.2g} {:10.2g} {:10.2g}\n", name_of(gate),
               memory.min(), arma::median(memory), memory.max());
  }
}

/// Deep networks from every initialization.
inline void print_starts(const std::vector<Outcome>& outcomes,
                         const std::vector<Start>& starts) {
  fmt::print("  start           training loss   test accuracy\n");
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (outcomes[i].diverged)
      fmt::print("  {:12} {:>16} {:>15}\n", starts[i].name, "diverged", "-");
    else
      fmt::print("  {:12} {:16.3f} {:14.1f}%\n", starts[i].name,
                 outcomes[i].train_loss, 100 * outcomes[i].test_accuracy);
}

}  // namespace chapter06
