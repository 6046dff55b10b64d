#include "search.hpp"

#include <cmath>

#include "nn/core/random.hpp"

#include "gradient.hpp"

namespace chapter05 {

Task make_task(arma::uword n, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, std::uint32_t(n));
  arma::vec weights(n);
  weights.imbue([&] { return random.uniform(0.5, 3.5); });
  Task task{arma::mat(n, 20 + 4 * n), {}};
  task.x.imbue([&] { return random.normal(); });
  task.t = weights.t() * task.x;
  return task;
}

double loss_of(const Task& task, const arma::vec& w) {
  return arma::mean(arma::square(w.t() * task.x - task.t));
}

double largest_curvature(const Task& task) {
  return 2 * arma::eig_sym(task.x * task.x.t()).max() / double(task.x.n_cols);
}

Found exhaustive_search(const Task& task) {
  arma::vec w(task.x.n_rows, arma::fill::zeros);
  arma::uvec place(w.n_elem, arma::fill::zeros);
  Found best;
  while (true) {
    const double loss = loss_of(task, w);
    ++best.evaluations;
    if (loss < best.loss) best.loss = loss, best.w = w;
    arma::uword i = 0;  // count up, like the digits of an odometer
    while (i < w.n_elem && ++place(i) > 40)
      place(i) = 0, w(i++) = 0;
    if (i == w.n_elem) return best;
    w(i) = double(place(i)) / 10;
  }
}

Found search_by_descent(const Task& task, double goal) {
  Found found{arma::vec(task.x.n_rows, arma::fill::zeros)};
  const Function loss = [&](const arma::vec& w) {
    ++found.evaluations;
    return loss_of(task, w);
  };
  const double rate = 1 / largest_curvature(task);
  while (!((found.loss = loss(found.w)) < goal) && found.evaluations < 1e6)
    found.w -= rate * numerical_gradient(loss, found.w);
  return found;
}

double bowl_with_hole(double w) {
  return (w - 3) * (w - 3) - 6 * std::exp(-50 * (w - 0.6) * (w - 0.6));
}

double coarse_to_fine(const Slope& f, double low, double high, int levels) {
  double best = low;
  for (int level = 0; level < levels; ++level) {
    const arma::vec points = arma::linspace(low, high, 5);
    for (double w : points)
      if (f(w) < f(best)) best = w;
    const double spacing = points(1) - points(0);
    low = best - spacing, high = best + spacing;
  }
  return best;
}

}  // namespace chapter05
