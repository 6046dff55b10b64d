/// What the chapter prints: headings and tables.
#pragma once

#include "nn/core/print.hpp"

#include "learning.hpp"
#include "separability.hpp"

namespace chapter01 {

using nn::heading;
using nn::numbers;

/// The truth tables of AND, NAND and OR in both forms.
inline void print_gates() {
  const auto describe = [](const char* name, const ThresholdGate& t) {
    const Gate g = bias_form(t);
    fmt::print(
        "  {:4}  {:4} x1 {:+} x2 > {:4}   or   {:4} x1 {:+} x2 {:+} > 0\n",
        name, t.w1, t.w2, t.theta, g.w1, g.w2, g.b);
  };
  describe("AND", and_by_threshold);
  describe("NAND", nand_by_threshold);
  describe("OR", or_by_threshold);
  fmt::print(
      "\n           threshold form      bias form\n"
      "  x1 x2    AND NAND  OR        AND NAND  OR\n");
  for (auto [x1, x2] : all_inputs)
    fmt::print("  {:2d} {:2d} {:6d} {:4d} {:3d} {:10d} {:4d} {:3d}\n", x1, x2,
               and_by_threshold(x1, x2), nand_by_threshold(x1, x2),
               or_by_threshold(x1, x2), and_gate(x1, x2), nand_gate(x1, x2),
               or_gate(x1, x2));
}

/// The truth table of XOR with its two hidden columns.
inline void print_xor() {
  fmt::print("  x1 x2    NAND  OR    XOR = AND(NAND, OR)\n");
  for (auto [x1, x2] : all_inputs) {
    const auto [h1, h2] = xor_hidden(x1, x2);
    fmt::print("  {:2d} {:2d} {:7d} {:3d} {:6d}\n", x1, x2, h1, h2,
               xor_gate(x1, x2));
  }
}

/// The 16 functions of two inputs, and how many neurons compute each.
inline void print_line_counts(const std::array<int, 16>& count) {
  fmt::print("  00 01 10 11  function         neurons  best neuron\n");
  for (Function f = 0; f < 16; ++f)
    fmt::print("  {:2} {:2} {:2} {:2}  {:13} {:10}  {} of 4 rows{}\n", f & 1u,
               f >> 2 & 1u, f >> 1 & 1u, f >> 3 & 1u, function_names[f],
               count[f], most_rows_right(count, f),
               count[f] == 0 ? "   <- no line" : "");
}

/// The table of three inputs next to the outputs of two neurons.
inline void print_answers(const TruthTable& table, const Learned& by_threshold,
                          const Learned& by_sigmoid) {
  const arma::rowvec a = threshold(by_threshold.weights * table.inputs);
  const arma::rowvec b = sigmoid(by_sigmoid.weights * table.inputs);
  fmt::print("  x1 x2 x3   target   threshold rule   sigmoid rule\n");
  for (arma::uword r = 0; r < table.targets.n_elem; ++r)
    fmt::print("  {:2.0f} {:2.0f} {:2.0f} {:8.0f} {:16.0f} {:14.3f}\n",
               table.inputs(0, r), table.inputs(1, r), table.inputs(2, r),
               table.targets(r), a(r), b(r));
}

/// Some epochs of two error curves side by side.
inline void print_errors(const Learned& by_threshold,
                         const Learned& by_sigmoid) {
  const auto show = [](const Learned& run, std::size_t epoch) {
    return epoch < run.error.size() ? fmt::format("{:.6f}", run.error[epoch])
                                    : std::string("done");
  };
  fmt::print("  epoch   threshold rule   sigmoid rule\n");
  for (std::size_t epoch : {0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500})
    fmt::print("  {:5} {:>16} {:>14}\n", epoch, show(by_threshold, epoch),
               show(by_sigmoid, epoch));
}

/// "after 12 epochs", or that the goal was not reached.
inline std::string when_done(const Learned& run) {
  return run.reached_goal
             ? fmt::format("after {} epochs", run.error.size() - 1)
             : fmt::format("not within {} epochs", run.error.size());
}

/// The last `n` corrections: the row that caused each, and the new weights.
inline void print_corrections(const Corrections& log, const TruthTable& table,
                              std::size_t n) {
  fmt::print("  correction   wrong row   weights w1, w2, b after it\n");
  for (std::size_t i = log.row.size() - n; i < log.row.size(); ++i) {
    const arma::vec x = table.inputs.col(log.row[i]);
    fmt::print("  {:10} {:9.0f}{:.0f}   {}\n", i + 1, x(0), x(1),
               numbers(log.weights[i + 1]));
  }
}

}  // namespace chapter01
