#include "race.hpp"

namespace chapter06 {

Run descend(const Surface& surface, Method method, double rate, int steps,
            const Memory& memory) {
  arma::mat w = surface.start, g(arma::size(w));
  const auto optimizer = make<Exact>(method, {w, g}, rate, memory);
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

int steps_below(int limit, const Surface& surface, const Best& setting) {
  arma::mat w = surface.start, g(arma::size(w));
  const auto optimizer =
      make<Exact>(setting.method, {w, g}, setting.rate, setting.memory);
  int below = 0;  // the step since which the height has been below the goal
  for (int t = 0; t <= surface.steps; ++t) {
    const double height = surface.f(w);
    if (!(height < surface.goal)) below = t + 1;
    if (!(height < 1e15) || below >= limit) return -1;
    g = surface.gradient(w);
    optimizer->step();
  }
  return below <= surface.steps ? below : -1;
}

namespace {

/// Tries all rates with this memory, and keeps what is faster than `best`.
void try_rates(const Surface& surface, const Memory& memory, Best& best) {
  for (int k = -20; k <= 5; ++k) {
    Best now{best.method, std::pow(10, k / 5.0), memory};
    const int limit = best.steps < 0 ? surface.steps + 1 : best.steps;
    now.steps = steps_below(limit, surface, now);
    if (now.steps >= 0) best = now;
  }
}

}  // namespace

Best best_rate(const Surface& surface, Method method, const Memory& memory) {
  Best best{method};
  try_rates(surface, memory, best);
  return best;
}

std::vector<Memory> memories(Method method) {
  if (method == Method::sgd || method == Method::adagrad) return {Memory{}};
  std::vector<Memory> grid;
  if (method == Method::adam) {
    for (double beta1 : {0.0, 0.5, 0.7, 0.8, 0.9, 0.95})
      for (double beta2 : {0.9, 0.99, 0.999, 0.9999})
        grid.push_back({beta1, beta2});
    return grid;
  }
  for (double first :
       {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999})
    grid.push_back({first});
  return grid;
}

Best best_setting(const Surface& surface, Method method) {
  Best best{method};
  for (const Memory& memory : memories(method))
    try_rates(surface, memory, best);
  return best;
}

std::vector<Best> race(const Surface& surface, bool memory_too) {
  std::vector<Best> results;
  for (Method method : six_methods)
    results.push_back(memory_too ? best_setting(surface, method)
                                 : best_rate(surface, method));
  return results;
}

double height_after(double rate, int steps) {
  return descend(valley(), Method::sgd, rate, steps).height.back();
}

}  // namespace chapter06
