/// What the three manners notice too late, freeze, or cannot express.
#pragma once

#include <string>

#include "manners.hpp"

namespace chapter14 {

/// A small fault on a tape, and what came of it: an error, or a gradient.
struct Case {
  std::string what;
  std::string result;
};
std::vector<Case> changed_too_soon();

/// halved(x) by a tape, and halved_at_most(x, times) by a static graph.
struct Halved {
  double value, slope;
  std::size_t nodes;  ///< noted, or run
};
Halved halved_by_tape(double x);
Halved halved_by_graph(double x, std::size_t times);
/// What Traced says to halved(); empty if nothing.
std::string halved_by_trace(double x);

/// A function that reads a variable of the program and counts its calls: its
/// results for x = 1 while the variable is 0.1, 0.2, 0.3.
struct Frozen {
  std::vector<double> as_variable;  ///< the variable is read by the function
  std::vector<double> as_argument;  ///< the variable is an argument
  int calls = 0;                    ///< of the function, in the first column
};
Frozen frozen();

// #region last_state
/// A recurrent network: h = tanh(W h + x_t) for each column x_t of x.
template <class T>
T last_state(const T& W, const T& x, std::size_t length) {
  T h = tanh(slice(x, 1, 0, 1));
  for (std::size_t t = 1; t < length; ++t)
    h = tanh(product(W, h) + slice(x, 1, t, t + 1));
  return h;
}
// #endregion last_state

/// Sequences of many lengths, each with its gradient.
struct Sequences {
  std::size_t tape_nodes = 0;
  double tape_work = 0;
  std::size_t traces = 0;
  std::size_t trace_nodes = 0;  ///< recorded in all
  double trace_work = 0;
  std::size_t padded_nodes = 0;  ///< one record, for the longest
  double padded_work = 0;
};
Sequences sequences(const std::vector<std::size_t>& lengths);
std::vector<std::size_t> random_lengths(std::size_t count, std::size_t longest,
                                        std::uint64_t seed);

}  // namespace chapter14
