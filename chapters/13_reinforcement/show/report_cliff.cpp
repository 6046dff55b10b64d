#include "report_cliff.hpp"

#include <cmath>
#include <map>

#include "nn/core/print.hpp"

#include "../bellman.hpp"
#include "../dyna.hpp"
#include "../worlds.hpp"

namespace chapter13 {
namespace {

/// "-17 (88), -15 (12)": the greedy returns and how often each came out.
std::string counts(const arma::vec& greedy) {
  std::map<double, int, std::greater<>> found;
  for (double value : greedy)
    ++found[value];
  std::string words;
  for (const auto& [value, count] : found)
    words += fmt::format(
        "{}{} ({})", words.empty() ? "" : ", ",
        std::isfinite(value) ? fmt::format("{}", value) : "no end", count);
  return words;
}

}  // namespace

void print_cliff_head() {
  fmt::print(
      "               last 100 episodes        greedy return (runs)\n"
      "               mean    sd of runs\n");
}

void print_runs(const std::string& name, const Runs& runs) {
  const arma::vec last = last_returns(runs);
  fmt::print("  {:11} {:7.2f} {:11.2f}        {}\n", name, arma::mean(last),
             arma::stddev(last), counts(runs.greedy));
}

void print_paths(const arma::mat& sarsa, const arma::mat& q_learning) {
  using namespace cliff;
  const Mdp mdp = cliff_walk();
  std::string cells(rows * columns, '.');
  for (arma::uword s = start + 1; s < goal; ++s)
    cells[s] = ' ';
  for (arma::uword s : greedy_path(mdp, sarsa, start))
    cells[s] = 's';
  for (arma::uword s : greedy_path(mdp, q_learning, start))
    cells[s] = cells[s] == 's' ? '*' : 'q';
  fmt::print("\n  the ways of the first run: s SARSA, q Q-learning, * both\n");
  for (arma::uword row = 0; row < rows; ++row) {
    std::string line = "    ";
    for (arma::uword column = 0; column < columns; ++column)
      line += fmt::format(" {}", cells[cell(row, column)]);
    fmt::print("{}\n", line);
  }
}

void print_prices(const std::vector<double>& epsilons) {
  fmt::print(
      "           along the edge     the best for this epsilon\n"
      "  epsilon   exploring        exploring     then without\n");
  for (double epsilon : epsilons) {
    const auto [exploring, greedy] = careful_return(epsilon);
    fmt::print("  {:7} {:11.2f} {:16.2f} {:16.0f}\n", epsilon,
               edge_return(epsilon), exploring, greedy);
  }
}

void print_sweeps_of_the_cliff() {
  const arma::mat sweeps = value_iteration(cliff_walk(), 1, 0);
  fmt::print(
      "  the cliff is known: value {} after {} sweeps, and not one step\n\n",
      sweeps(cliff::start, sweeps.n_cols - 1), sweeps.n_cols - 1);
}

void print_planning(const std::vector<int>& plannings, const Lessons& lessons,
                    std::uint32_t runs, std::uint64_t seed) {
  fmt::print(
      "  remembered steps      real steps, {} runs\n"
      "  for each real one    median    least     most\n",
      runs);
  const Mdp mdp = cliff_walk();
  for (int planning : plannings) {
    arma::vec steps(runs);
    for (std::uint32_t run = 0; run < runs; ++run)
      steps(run) =
          steps_until(dyna_q(mdp, cliff::start, lessons, planning,
                             nn::Random(seed, nn::Stream::general, run)),
                      -13);
    fmt::print("  {:17} {:9.0f} {:8} {:8}\n", planning, arma::median(steps),
               steps.min(), steps.max());
  }
}

}  // namespace chapter13
