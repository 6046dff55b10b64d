#include "report_descent.hpp"

namespace chapter02 {
namespace {

/// "after 12 steps", or that the goal was not reached.
std::string count(const Descent& way) {
  return way.reached ? fmt::format("{}", way.steps)
                     : fmt::format("> {}", way.steps);
}

}  // namespace

void print_descent(const std::string& name, const LeastSquares& problem,
                   const Goal& goal) {
  const Condition c = condition_of(problem);
  const Descent way = descend(problem, c.best_rate(), goal);
  fmt::print("  {:21} {:7.3g} {:8.3g} {:9.4g} {:8.2g} {:10.0f} {:>9}\n", name,
             c.smallest, c.largest, c.number(), c.best_rate(),
             c.steps(goal.part), count(way));
}
void print_descent_header() {
  fmt::print(
      "                             curvature  condition                  "
      "steps\n"
      "  features                least     most    number     rate  "
      "predicted   counted\n");
}

void print_rates(const LeastSquares& problem, double minimum) {
  const Condition c = condition_of(problem);
  const double first = loss_after(problem, 0, 0) - minimum;
  fmt::print("  rate / limit       loss after 100 steps / loss at the start\n");
  for (double part : {0.1, 0.5, 0.9, 0.99, 1.0, 1.01, 1.1}) {
    const double left =
        (loss_after(problem, part * c.limit(), 100) - minimum) / first;
    fmt::print("  {:12} {:>42}\n", part,
               left < 1e-12 ? "nothing" : fmt::format("{:.2g}", left));
  }
}

}  // namespace chapter02
