#include "report_gates.hpp"

#include "nn/core/print.hpp"

#include "../separability.hpp"

namespace chapter01 {

void print_gates() {
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

void print_xor() {
  fmt::print("  x1 x2    NAND  OR    XOR = AND(NAND, OR)\n");
  for (auto [x1, x2] : all_inputs) {
    const auto [h1, h2] = xor_hidden(x1, x2);
    fmt::print("  {:2d} {:2d} {:7d} {:3d} {:6d}\n", x1, x2, h1, h2,
               xor_gate(x1, x2));
  }
}

void print_line_counts(const std::array<int, 16>& count) {
  fmt::print("  00 01 10 11  function         neurons  best neuron\n");
  for (Function f = 0; f < 16; ++f)
    fmt::print("  {:2} {:2} {:2} {:2}  {:13} {:10}  {} of 4 rows{}\n", f & 1u,
               f >> 2 & 1u, f >> 1 & 1u, f >> 3 & 1u, function_names[f],
               count[f], most_rows_right(count, f),
               count[f] == 0 ? "   <- no line" : "");
}

}  // namespace chapter01
