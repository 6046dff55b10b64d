#include "report_known.hpp"

#include <array>

#include "nn/core/print.hpp"

#include "../bellman.hpp"

namespace chapter13 {
namespace {

constexpr std::array<const char*, 3> states{"good", "worn", "broken"};
constexpr std::array<const char*, 2> actions{"run", "repair"};

/// "run, run, repair": the action in each of the three states.
std::string words(const arma::uvec& policy) {
  return fmt::format("{}, {}, {}", actions[policy(0)], actions[policy(1)],
                     actions[policy(2)]);
}

}  // namespace

void print_outcomes(const Mdp& machine) {
  fmt::print("  state   action   chance  reward  next state\n");
  for (arma::uword s = 0; s < 3; ++s)
    for (arma::uword a = 0; a < 2; ++a)
      for (const auto& [chance, next, reward] : machine.of[s][a])
        fmt::print("  {:7} {:7} {:7} {:7}  {}\n", states[s], actions[a], chance,
                   reward, states[next]);
}

void print_returns(const arma::vec& rewards,
                   const std::vector<double>& gammas) {
  fmt::print("\n  the rewards{}\n", nn::numbers(rewards.t(), 0, 2));
  for (double gamma : gammas)
    fmt::print("  gamma {:3}: the return is {:8.4f}\n", gamma,
               discounted(rewards, gamma));
}

void print_sweeps(const Mdp& machine, double gamma, arma::uword sweeps) {
  fmt::print(
      "             good              worn             broken       largest\n"
      "  sweep   run   repair     run   repair     run   repair    change  "
      "factor\n");
  arma::vec v(machine.states(), arma::fill::zeros);
  double before = 0;
  for (arma::uword k = 1; k <= sweeps; ++k) {
    const arma::mat q = action_values(machine, v, gamma);
    const arma::vec next = backup(machine, v, gamma);
    const double change = arma::abs(next - v).max();
    fmt::print("  {:5}", k);
    for (arma::uword s = 0; s < 3; ++s)
      fmt::print(" {} ", nn::numbers(q.col(s).t(), 4, 7));
    fmt::print("{:8.5f}", change);
    if (k > 1) fmt::print("  {:6.4f}", change / before);
    fmt::print("\n");
    v = next, before = change;
  }
}

void print_discounts(const Mdp& machine, const std::vector<double>& gammas) {
  fmt::print(
      "  gamma  good, worn, broken          good     worn   broken  sweeps  "
      "off by\n");
  for (double gamma : gammas) {
    const auto [policies, v] = policy_iteration(machine, {0, 0, 0}, gamma);
    const arma::mat sweeps = value_iteration(machine, gamma, 1e-6);
    fmt::print("  {:5}  {:22}{}  {:6}  {:.0e}\n", gamma, words(policies.back()),
               nn::numbers(v.t(), 3, 8), sweeps.n_cols - 1,
               arma::abs(sweeps.tail_cols(1) - v).max());
  }
}

void print_rounds(const Mdp& machine, double gamma) {
  fmt::print("\n  policy iteration with gamma {}\n", gamma);
  const PolicyIteration found = policy_iteration(machine, {0, 0, 0}, gamma);
  for (std::size_t k = 0; k < found.policies.size(); ++k) {
    const arma::uvec& policy = found.policies[k];
    const arma::vec v = policy_value(machine, always(machine, policy), gamma);
    fmt::print("  round {} {:22}{}\n", k + 1, words(policy),
               nn::numbers(v.t(), 3, 8));
  }
}

}  // namespace chapter13
