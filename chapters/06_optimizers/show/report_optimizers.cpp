#include "report_optimizers.hpp"

#include "nn/core/print.hpp"

#include "../by_formula.hpp"

namespace chapter06 {

namespace {

/// "  0.631    60", or that no rate got there.
std::string rate_and_steps(const Best& best) {
  if (best.steps < 0) return fmt::format("{:>8} {:>6}", "-", "never");
  return fmt::format("{:8.2g} {:6}", best.rate, best.steps);
}

/// "    14    0.5": the steps, and mu, a, or beta1 and beta2.
std::string steps_and_memory(const Best& best) {
  const bool both = best.method == Method::adam;
  return fmt::format(
      "{:6} {:>10}", best.steps,
      both ? fmt::format("{} {}", best.memory.first, best.memory.second)
           : fmt::format("{}", best.memory.first));
}

/// The names of the surfaces above their columns.
void print_surfaces(int width) {
  fmt::print("  {:9}", "");
  for (const Surface& surface : all_surfaces())
    fmt::print(" {:>{}}", surface.name, width);
  fmt::print("\n  {:9}", "optimizer");
}

}  // namespace

void print_agreement() {
  fmt::print("  optimizer   largest difference in 100 steps\n");
  fmt::print("                valley   Rosenbrock\n");
  for (Method method : all_methods)
    fmt::print("  {:9} {:12.0e} {:12.0e}\n", name_of(method),
               largest_difference(valley(), method, 0.1),
               largest_difference(rosenbrock(), method, 1e-3));
}

void print_book_valley() {
  fmt::print("  optimizer   rate     x and y after 30 steps     height\n");
  for (auto [method, rate] : {std::pair{Method::sgd, 0.95},
                              {Method::momentum, 0.1},
                              {Method::adagrad, 1.5},
                              {Method::adam, 0.3}}) {
    const Run run = descend(valley(), method, rate, 30);
    fmt::print("  {:9} {:6.2f} {:13.4f} {:9.4f} {:13.4f}\n", name_of(method),
               rate, run.path(0, 30), run.path(1, 30), run.height(30));
  }
}

void print_race(const std::vector<std::vector<Best>>& results) {
  print_surfaces(15);
  for (std::size_t i = 0; i < results.size(); ++i)
    fmt::print(" {:>8} {:>6}", "rate", "steps");
  fmt::print("\n");
  for (std::size_t m = 0; m < six_methods.size(); ++m) {
    fmt::print("  {:9}", name_of(six_methods[m]));
    for (const auto& surface : results)
      fmt::print(" {}", rate_and_steps(surface[m]));
    fmt::print("\n");
  }
}

void print_race_with_memory(const std::vector<std::vector<Best>>& results) {
  print_surfaces(17);
  for (std::size_t i = 0; i < results.size(); ++i)
    fmt::print(" {:>6} {:>10}", "steps", "at");
  fmt::print("\n");
  for (std::size_t m = 0; m < six_methods.size(); ++m) {
    if (memories(six_methods[m]).size() == 1) continue;  // nothing to choose
    fmt::print("  {:9}", name_of(six_methods[m]));
    for (const auto& surface : results)
      fmt::print(" {}", steps_and_memory(surface[m]));
    fmt::print("\n");
  }
}

void print_too_large() {
  fmt::print("  rate    height after 100 steps\n");
  for (double rate : {0.1, 0.5, 0.9, 0.99, 1.0, 1.01, 1.05})
    fmt::print("  {:4.2f} {:14.3g}{}\n", rate, height_after(rate, 100),
               rate < 1    ? ""
               : rate == 1 ? "   <- y jumps between 2 and -2 for ever"
                           : "   <- diverges");
}

void print_step_lengths() {
  const arma::vec on = step_lengths(10000, true);
  const arma::vec off = step_lengths(10000, false);
  fmt::print("  step   corrected   not corrected   (in learning rates)\n");
  for (arma::uword t : {1, 2, 5, 10, 20, 100, 1000, 10000})
    fmt::print("  {:5} {:10.3f} {:14.3f}\n", t, on(t - 1), off(t - 1));
}

void print_decay(const DecayTrial& trial) {
  const arma::mat inside = decayed_weights(trial, false);
  const arma::mat apart = decayed_weights(trial, true);
  fmt::print("  gradients   Adam with L2    AdamW   (1 - rate decay)^{}\n",
             trial.steps);
  const auto rounded = [](double w) { return std::round(1e3 * w) / 1e3 + 0.0; };
  for (arma::uword i = 0; i < trial.noise.n_elem; ++i)
    fmt::print("  +-{:<8} {:13.3f} {:8.3f} {:12.3f}\n", trial.noise(i),
               rounded(inside(i, trial.steps)), apart(i, trial.steps),
               trial.promised());
}

}  // namespace chapter06
