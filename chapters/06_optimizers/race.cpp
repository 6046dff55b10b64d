#include "race.hpp"

namespace chapter06 {

Run descend(const Surface& surface, Method method, double rate, int steps) {
  arma::mat w = surface.start, g(arma::size(w));
  const auto optimizer = make<Exact>(method, {w, g}, rate);
  Run run{arma::mat(2, steps + 1), arma::vec(steps + 1)};
  for (int t = 0; t <= steps; ++t) {
    run.path.col(t) = w;
    run.height(t) = surface.f(w);
    if (!(run.height(t) < 1e15)) {
      run.path.resize(2, t + 1);
      run.height.resize(t + 1);
      break;
    }
    g = surface.gradient(w);
    optimizer->step();
  }
  return run;
}

int steps_to_goal(const Run& run, double goal) {
  if (!(run.height.back() < goal)) return -1;
  auto t = static_cast<int>(run.height.n_elem) - 1;
  while (t > 0 && run.height(t - 1) < goal)
    --t;
  return t;
}

Best best_rate(const Surface& surface, Method method) {
  Best best{method};
  for (int k = -20; k <= 5; ++k) {
    const double rate = std::pow(10, k / 5.0);
    const Run run = descend(surface, method, rate, surface.steps);
    const int steps = steps_to_goal(run, surface.goal);
    if (steps >= 0 && (best.steps < 0 || steps < best.steps))
      best = {method, rate, steps};
  }
  return best;
}

std::vector<Best> race(const Surface& surface) {
  std::vector<Best> results;
  for (Method method : six_methods)
    results.push_back(best_rate(surface, method));
  return results;
}

double height_after(double rate, int steps) {
  return descend(valley(), Method::sgd, rate, steps).height.back();
}

}  // namespace chapter06
