/// Which Boolean functions can a single perceptron compute? Try all weights
/// on a grid and record which function each neuron computes.
///
/// A Boolean function is written as its column of outputs: bit r is the
/// output for input row r, and bit i of r is input i. With two inputs, bit 0
/// is f(0,0), bit 1 f(1,0), bit 2 f(0,1), bit 3 f(1,1).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <set>

#include "logic_gates.hpp"

namespace chapter01 {

/// A Boolean function of up to four inputs as its column of outputs.
using Function = std::uint32_t;

/// The function that a gate of two inputs computes; any callable of (x1, x2).
template <class G>
Function function_of(const G& gate) {
  Function f = 0;
  for (unsigned row = 0; row < 4; ++row)
    f |= Function{gate(row & 1u, row >> 1u)} << row;
  return f;
}

/// The names of the 16 functions of two inputs, in the order of their bits.
inline constexpr std::array<const char*, 16> function_names{"never",
                                                            "NOR",
                                                            "x1 and not x2",
                                                            "not x2",
                                                            "x2 and not x1",
                                                            "not x1",
                                                            "XOR",
                                                            "NAND",
                                                            "AND",
                                                            "XNOR",
                                                            "x1",
                                                            "x1 or not x2",
                                                            "x2",
                                                            "x2 or not x1",
                                                            "OR",
                                                            "always"};

// #region count-lines
/// For each of the 16 functions of two inputs: how many of the n x n x n
/// neurons with w1, w2, b on a grid over [-2.5, 2.5] compute it.
/// With n = 81 a step is 1/16, which a double holds exactly: no sum is rounded.
inline std::array<int, 16> count_lines(int n) {
  std::array<int, 16> count{};
  const arma::vec grid = arma::linspace(-2.5, 2.5, n);
  for (double w1 : grid)
    for (double w2 : grid)
      for (double b : grid)
        ++count[function_of(Gate{w1, w2, b})];
  return count;
}
// #endregion count-lines

/// The most rows of function f that any neuron counted above gets right.
inline int most_rows_right(const std::array<int, 16>& count, Function f) {
  int best = 0;
  for (Function g = 0; g < 16; ++g)
    if (count[g] > 0) best = std::max(best, 4 - std::popcount(f ^ g));
  return best;
}

/// The function of n inputs that integer weights w and bias b compute; the
/// inputs are the bits of the row's number.
inline Function function_of(const std::vector<int>& w, double b) {
  Function f = 0;
  for (unsigned row = 0; row < (1u << w.size()); ++row) {
    double sum = b;
    for (std::size_t i = 0; i < w.size(); ++i)
      sum += (row >> i & 1u) ? w[i] : 0;
    f |= Function{fires(sum)} << row;
  }
  return f;
}

// #region separable-functions
/// All functions of n inputs (n <= 4) that one neuron computes with integer
/// weights in -3 ... 3 and a half-integer bias, so no sum is 0.
/// Up to n = 4 these weights suffice for every linearly separable function:
/// the counts are those of Muroga, Threshold Logic and Its Applications, 1971.
inline std::set<Function> separable_functions(std::size_t n) {
  constexpr int reach = 3;
  std::set<Function> found;
  std::vector<int> w(n, -reach);
  while (true) {
    for (double b = 0.5 - reach * double(n) - 1; b < reach * double(n) + 1; ++b)
      found.insert(function_of(w, b));
    std::size_t i = 0;  // count up, like the digits of an odometer
    while (i < n && ++w[i] > reach)
      w[i++] = -reach;
    if (i == n) return found;
  }
}
// #endregion separable-functions

}  // namespace chapter01
