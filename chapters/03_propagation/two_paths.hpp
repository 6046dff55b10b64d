/// Why derivatives along two paths add up: a small step in two directions.
#pragma once

#include "pencil.hpp"

namespace chapter03 {

/// What a step changes: along each of the two paths by the derivative, and in
/// truth along both together.
struct TwoPaths {
  double step, first, second, real;
  double sum() const { return first + second; }
  double miss() const { return real - sum(); }
};

/// f(x, y) = x y at x = 3, y = 2; both x and y move by `step`.
inline TwoPaths product_moves(double step) {
  const double x = 3, y = 2;
  return {.step = step,
          .first = y * step,   // df/dx = y
          .second = x * step,  // df/dy = x
          .real = (x + step) * (y + step) - x * y};
}

/// The error of the network 2-2-2 when h1 moves by `step`: through w5 it moves
/// net_o1, through w7 it moves net_o2.
inline TwoPaths hidden_neuron_moves(const Weights& n, const Sample& s,
                                    double step) {
  Forward a = forward(n, s);
  const Backward d = backward(n, s, a);
  const double before = error(a, s).total();
  a.o1 = sigmoid(a.net_o1 + n.w5 * step);
  a.o2 = sigmoid(a.net_o2 + n.w7 * step);
  return {.step = step,
          .first = d.delta_o1 * n.w5 * step,
          .second = d.delta_o2 * n.w7 * step,
          .real = error(a, s).total() - before};
}

}  // namespace chapter03
