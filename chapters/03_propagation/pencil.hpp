/// The network 2-2-2 with plain numbers, as one would compute it on paper.
///
/// Notes A, "FP" and "BP". The numbers are those of Matt Mazur's well-known
/// "A step by step backpropagation example" (2015).
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "sigmoid.hpp"

namespace chapter03 {

/// What goes in, and what should come out.
struct Sample {
  double i1 = 0.05, i2 = 0.10;  ///< inputs
  double t1 = 0.01, t2 = 0.99;  ///< targets
};

/// One number per arrow: w1 and w2 lead to h1, w3 and w4 to h2, w5 and w6 to
/// o1, w7 and w8 to o2. Each neuron has its own bias; those of a layer start
/// out equal.
struct Weights {
  double w1 = 0.15, w2 = 0.20, w3 = 0.25, w4 = 0.30;
  double w5 = 0.40, w6 = 0.45, w7 = 0.50, w8 = 0.55;
  double b_h1 = 0.35, b_h2 = 0.35, b_o1 = 0.60, b_o2 = 0.60;
};

/// All twelve by name, for loops: `weights.*place` is the number.
struct Place {
  const char* name;
  double Weights::*place;
};
inline constexpr std::array<Place, 12> places = {{{"w1", &Weights::w1},
                                                  {"w2", &Weights::w2},
                                                  {"w3", &Weights::w3},
                                                  {"w4", &Weights::w4},
                                                  {"w5", &Weights::w5},
                                                  {"w6", &Weights::w6},
                                                  {"w7", &Weights::w7},
                                                  {"w8", &Weights::w8},
                                                  {"b_h1", &Weights::b_h1},
                                                  {"b_h2", &Weights::b_h2},
                                                  {"b_o1", &Weights::b_o1},
                                                  {"b_o2", &Weights::b_o2}}};

/// Every number of the forward pass: the sums (net) and their sigmoids.
struct Forward {
  double net_h1, net_h2, h1, h2;
  double net_o1, net_o2, o1, o2;
};

// #region forward
inline Forward forward(const Weights& n, const Sample& s,
                       double (*f)(double) = sigmoid) {
  Forward a{};
  a.net_h1 = n.w1 * s.i1 + n.w2 * s.i2 + n.b_h1;
  a.net_h2 = n.w3 * s.i1 + n.w4 * s.i2 + n.b_h2;
  a.h1 = f(a.net_h1);
  a.h2 = f(a.net_h2);
  a.net_o1 = n.w5 * a.h1 + n.w6 * a.h2 + n.b_o1;
  a.net_o2 = n.w7 * a.h1 + n.w8 * a.h2 + n.b_o2;
  a.o1 = f(a.net_o1);
  a.o2 = f(a.net_o2);
  return a;
}
// #endregion forward

/// E = (t1 - o1)^2 / 2 + (t2 - o2)^2 / 2. The halves cancel a 2 later.
struct Error {
  double o1, o2;
  double total() const { return o1 + o2; }
};
inline Error error(const Forward& a, const Sample& s) {
  return {(s.t1 - a.o1) * (s.t1 - a.o1) / 2, (s.t2 - a.o2) * (s.t2 - a.o2) / 2};
}

/// Every number of the backward pass.
struct Backward {
  double delta_o1, delta_o2;  ///< dE/dnet of the output neurons
  double back_h1, back_h2;    ///< dE/dh: what arrives at the hidden neurons
  double delta_h1, delta_h2;  ///< dE/dnet of the hidden neurons
  Weights gradient;           ///< dE/dw of all twelve
};

// #region backward
/// The chain rule from the error to each weight, last layer first.
inline Backward backward(const Weights& n, const Sample& s, const Forward& a) {
  Backward d{};
  // dE/do = o - t, and the sigmoid's slope is o (1 - o).
  d.delta_o1 = (a.o1 - s.t1) * a.o1 * (1 - a.o1);
  d.delta_o2 = (a.o2 - s.t2) * a.o2 * (1 - a.o2);
  // A hidden neuron hears from both outputs, through its outgoing weights.
  d.back_h1 = d.delta_o1 * n.w5 + d.delta_o2 * n.w7;
  d.back_h2 = d.delta_o1 * n.w6 + d.delta_o2 * n.w8;
  d.delta_h1 = d.back_h1 * a.h1 * (1 - a.h1);
  d.delta_h2 = d.back_h2 * a.h2 * (1 - a.h2);
  // A weight's gradient: the delta at its end times the number at its start.
  d.gradient = {.w1 = d.delta_h1 * s.i1,
                .w2 = d.delta_h1 * s.i2,
                .w3 = d.delta_h2 * s.i1,
                .w4 = d.delta_h2 * s.i2,
                .w5 = d.delta_o1 * a.h1,
                .w6 = d.delta_o1 * a.h2,
                .w7 = d.delta_o2 * a.h1,
                .w8 = d.delta_o2 * a.h2,
                .b_h1 = d.delta_h1,
                .b_h2 = d.delta_h2,
                .b_o1 = d.delta_o1,
                .b_o2 = d.delta_o2};
  return d;
}
// #endregion backward

// #region numerical
/// The same twelve numbers without any calculus: move each weight slightly up
/// and down, and see how the error changes. Two forward passes per weight.
inline Weights numerical_gradient(Weights n, const Sample& s, double h = 1e-5) {
  Weights gradient;
  for (const auto& [name, place] : places) {
    const double before = n.*place;
    n.*place = before + h;
    const double above = error(forward(n, s), s).total();
    n.*place = before - h;
    const double below = error(forward(n, s), s).total();
    n.*place = before;
    gradient.*place = (above - below) / (2 * h);
  }
  return gradient;
}
// #endregion numerical

}  // namespace chapter03
