#include "report_walk.hpp"

#include "nn/core/print.hpp"

#include "../worlds.hpp"

namespace chapter13 {
namespace {

constexpr const char* names = "[ABCDE]";  // the ends are [ and ]

}  // namespace

void print_first_walk(const Episode& episode, double alpha) {
  arma::vec v{0, 0.5, 0.5, 0.5, 0.5, 0.5, 0};
  std::string places, differences;
  for (std::size_t t = 0; t < episode.rewards.size(); ++t) {
    places += fmt::format("{:>5}", names[episode.states[t]]);
    differences += fmt::format(
        " {:4.1f}", td_update(v, episode.states[t], episode.rewards[t],
                              episode.states[t + 1], alpha, 1));
  }
  fmt::print("  the first walk {}{:>5}\n", places,
             names[episode.states.back()]);
  fmt::print("  r + v' - v     {}\n\n", differences);
}

void print_walk_values(const arma::mat& values,
                       const std::vector<arma::uword>& walks) {
  fmt::print("  walks        A       B       C       D       E   error\n");
  const arma::rowvec errors = walk_errors(values);
  for (arma::uword k : walks)
    fmt::print("  {:5} {}  {:6.4f}\n", k,
               nn::numbers(values.col(k).subvec(1, 5).t(), 3, 7), errors(k));
  fmt::print("  truth {}\n", nn::numbers(walk_truth().subvec(1, 5).t(), 3, 7));
}

void print_rates(const std::vector<double>& rates, std::uint32_t runs,
                 std::uint64_t seed) {
  fmt::print("  alpha     one step, TD(0)     the whole return\n");
  for (double rate : rates) {
    const auto score = [&](Target target) {
      return score_of(errors_of_runs(target, rate, 100, runs, seed));
    };
    const Score td = score(Target::next_value);
    const Score whole = score(Target::whole_return);
    fmt::print("  {:5}    {:.4f} +- {:.4f}     {:.4f} +- {:.4f}\n", rate,
               td.mean, td.error, whole.mean, whole.error);
  }
  fmt::print("  chosen by other walks: {} and {}\n",
             best_rate(Target::next_value, rates, runs, seed + 1000),
             best_rate(Target::whole_return, rates, runs, seed + 1000));
}

}  // namespace chapter13
