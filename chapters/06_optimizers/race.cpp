#include "race.hpp"

namespace chapter06 {

Run descend(const Surface& surface, Method method, double rate, int steps,
            double momentum) {
  arma::mat w = surface.start, g(arma::size(w));
  const auto optimizer = make<Exact>(method, {w, g}, rate, momentum);
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

namespace {

bool is_faster(const Best& a, const Best& b) {
  return a.steps >= 0 && (b.steps < 0 || a.steps < b.steps);
}

}  // namespace

Best best_rate(const Surface& surface, Method method, double momentum) {
  Best best{method};
  for (int k = -20; k <= 5; ++k) {
    const double rate = std::pow(10, k / 5.0);
    const Run run = descend(surface, method, rate, surface.steps, momentum);
    const Best now = {method, rate, steps_to_goal(run, surface.goal), momentum};
    if (is_faster(now, best)) best = now;
  }
  return best;
}

Best best_rate_and_momentum(const Surface& surface, Method method) {
  Best best{method};
  for (double momentum : {0.5, 0.6, 0.7, 0.8, 0.9}) {
    const Best now = best_rate(surface, method, momentum);
    if (is_faster(now, best)) best = now;
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
