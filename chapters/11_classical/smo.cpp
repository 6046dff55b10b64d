#include "smo.hpp"

#include <algorithm>

#include "nn/core/error.hpp"

namespace chapter11 {
namespace {

/// May y_i alpha_i grow (up), or shrink?
bool may_move(bool up, double alpha, double y, double C) {
  return (y > 0) == up ? alpha < C : alpha > 0;
}

/// The problem while it is being solved.
struct Smo {
  const arma::mat& K;
  const arma::vec& y;
  double C;
  arma::vec alpha, rise;  // rise_i = -y_i dD/dalpha_i

  /// The pair that the next step changes, and by how much it violates.
  struct Choice {
    arma::uword i = 0, j = 0;
    double violation = 0;
  };
  Choice choose() const;
  double curvature(arma::uword i, arma::uword j) const {
    return std::max(K(i, i) + K(j, j) - 2 * K(i, j), 1e-12);
  }
  void step(const Choice& pair);
  double bias() const;
};

// #region choose
Smo::Choice Smo::choose() const {
  Choice pair;
  double highest = -arma::datum::inf, lowest = arma::datum::inf;
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    if (may_move(true, alpha(i), y(i), C) && rise(i) > highest) {
      highest = rise(i);
      pair.i = i;
    }
    if (may_move(false, alpha(i), y(i), C)) lowest = std::min(lowest, rise(i));
  }
  double most = 0;  // by how much the objective would fall, without the square
  for (arma::uword j = 0; j < y.n_elem; ++j) {
    const double slope = highest - rise(j);
    if (slope <= 0 || !may_move(false, alpha(j), y(j), C)) continue;
    const double fall = slope * slope / curvature(pair.i, j);
    if (fall > most) {
      most = fall;
      pair.j = j;
    }
  }
  pair.violation = highest - lowest;
  return pair;
}
// #endregion choose

// #region step
void Smo::step(const Choice& pair) {
  const auto [i, j, violation] = pair;
  const Pair next = step_in_the_square({alpha(i), alpha(j)}, y(i), y(j),
                                       rise(i) - rise(j), curvature(i, j), C);
  rise -= K.col(i) * (y(i) * (next.first - alpha(i))) +
          K.col(j) * (y(j) * (next.second - alpha(j)));
  alpha(i) = next.first;
  alpha(j) = next.second;
}
// #endregion step

// #region bias
/// On the margin y_i f(x_i) = 1, so b is the mean of `rise` there; without such
/// a sample, the middle of what the others allow.
double Smo::bias() const {
  double sum = 0, low = -arma::datum::inf, high = arma::datum::inf;
  arma::uword free = 0;
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    if (alpha(i) > 0 && alpha(i) < C) {
      sum += rise(i);
      ++free;
    } else if (may_move(true, alpha(i), y(i), C)) {
      low = std::max(low, rise(i));
    } else {
      high = std::min(high, rise(i));
    }
  }
  return free > 0 ? sum / double(free) : (low + high) / 2;
}
// #endregion bias

void expect_two_classes(const arma::mat& K, const arma::vec& y) {
  if (K.n_rows != y.n_elem || K.n_cols != y.n_elem)
    throw nn::UsageError(
        fmt::format("a kernel matrix of {} x {} for {} labels: expected {} x "
                    "{}, one row and column for each sample",
                    K.n_rows, K.n_cols, y.n_elem, y.n_elem, y.n_elem));
  if (!arma::any(y == 1) || !arma::any(y == -1) || arma::any(y % y != 1))
    throw nn::UsageError(
        "labels of a support vector machine: expected both +1 and -1, and "
        "nothing else");
}

}  // namespace

// #region clip
Pair step_in_the_square(Pair alpha, double yi, double yj, double slope,
                        double curvature, double C) {
  // y_i a_i grows by t, y_j a_j shrinks by t: how far until a wall?
  const double room_i = yi > 0 ? C - alpha.first : alpha.first;
  const double room_j = yj > 0 ? alpha.second : C - alpha.second;
  const double t = std::min({slope / curvature, room_i, room_j});
  // At a wall exactly, or the sample would not count as bounded.
  const auto wall = [C](double y, bool grows) {
    return (y > 0) == grows ? C : 0.0;
  };
  return {t == room_i ? wall(yi, true) : alpha.first + yi * t,
          t == room_j ? wall(yj, false) : alpha.second - yj * t};
}
// #endregion clip

// #region solve
Dual solve_dual(const arma::mat& K, const arma::vec& y,
                const SmoSettings& settings) {
  expect_two_classes(K, y);
  // With alpha = 0 the gradient of D is -1 everywhere, so rise = y.
  Smo smo{K, y, settings.C, arma::vec(y.n_elem, arma::fill::zeros), y};
  Dual dual;
  for (;; ++dual.steps) {
    const Smo::Choice pair = smo.choose();
    dual.violation = pair.violation;
    if (pair.violation <= settings.tolerance) break;
    if (dual.steps == settings.most_steps)
      throw nn::Error(fmt::format(
          "SMO: a violation of {:.1e} after {} steps, expected {:.1e}; scale "
          "the features, or choose a smaller C",
          pair.violation, dual.steps, settings.tolerance));
    smo.step(pair);
  }
  dual.bias = smo.bias();
  dual.objective =
      -arma::dot(smo.alpha, smo.y % smo.rise + 1) / 2;  // Qa = 1 - y % rise
  dual.alpha = smo.alpha;
  return dual;
}
// #endregion solve

}  // namespace chapter11
