#include "report_initial.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "../sigmoid_lives.hpp"

namespace chapter06 {

void print_units(const std::vector<XorRun>& runs,
                 const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    fmt::print("  {}: loss {:.4f}, answers{}\n", nn::english(names[i]),
               runs[i].loss.back(), nn::numbers(runs[i].answer));
    for (arma::uword u = 0; u < runs[i].hidden.n_rows; ++u)
      fmt::print("    unit {}   w1, w2, b ={}\n", u + 1,
                 nn::numbers(runs[i].hidden.row(u)));
  }
}

void print_deviations(const arma::mat& x, std::uint64_t seed) {
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

void print_both_ways(std::size_t n_in, std::size_t n_out, std::uint64_t seed) {
  fmt::print(
      "  Var[W]              mean square forward (n_in Var[W])   "
      "backward (n_out Var[W])\n");
  const std::vector<Start> rules{
      {"1 / n_in", "", nn::normal(1 / std::sqrt(double(n_in)))},
      {"1 / n_out", "", nn::normal(1 / std::sqrt(double(n_out)))},
      {"2 / (n_in + n_out)", "", nn::xavier()}};
  for (const Start& start : rules) {
    const double deviation = start.rule.standard_deviation(n_in, n_out);
    const BothWays found = measured_both_ways(start.rule, n_in, n_out, seed);
    const BothWays predicted =
        predicted_both_ways(deviation * deviation, n_in, n_out);
    fmt::print("  {:18} {:15.2f} {:14.2f} {:19.2f} {:14.2f}\n", start.name,
               found.forward, predicted.forward, found.backward,
               predicted.backward);
  }
}

void print_gradients(const arma::mat& x, std::uint64_t seed) {
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

void print_gates(std::uint64_t seed) {
  fmt::print("  gate       smallest     median    largest of 1000 memories\n");
  for (Squash gate : all_squashes) {
    const arma::vec memory = gated_memories(gate, 5, 100, seed);
    fmt::print("  {:7} {:11.2g} {:10.2g} {:10.2g}\n", name_of(gate),
               memory.min(), arma::median(memory), memory.max());
  }
}

void print_starts(const std::vector<Outcome>& outcomes,
                  const std::vector<Start>& starts) {
  fmt::print("  start           training loss   test accuracy (range)\n");
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (outcomes[i].diverged)
      fmt::print("  {:12} {:>16} {:>15}\n", starts[i].name, "diverged", "-");
    else
      fmt::print("  {:12} {:16.3f} {:14.1f}%   ({:.1f} ... {:.1f})\n",
                 starts[i].name, outcomes[i].train_loss,
                 100 * outcomes[i].test_accuracy,
                 100 * outcomes[i].lowest_accuracy,
                 100 * outcomes[i].highest_accuracy);
}

}  // namespace chapter06
