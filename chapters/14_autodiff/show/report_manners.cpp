#include "report_manners.hpp"

#include <fmt/ranges.h>

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"

namespace chapter14 {

void print_manners(const Lesson& lesson) {
  const Outcome tape = by_tape(lesson), graph = by_static_graph(lesson);
  const Outcome trace = by_trace(lesson);
  fmt::print("  {:<30} {:>10} {:>13} {:>11}\n", "", "tape", "static graph",
             "trace");
  const auto print = [&](const char* what, auto of) {
    fmt::print("  {:<30} {:>10} {:>13} {:>11}\n", what, of(tape), of(graph),
               of(trace));
  };
  print("graphs built", [](const Outcome& o) { return o.graphs; });
  print("nodes recorded in all", [](const Outcome& o) { return o.recorded; });
  print("nodes run in a step", [](const Outcome& o) { return o.run; });
  print("arithmetic of a step", [](const Outcome& o) { return o.work; });
  print("arrays made in a step",
        [](const Outcome& o) { return o.allocations; });
  print("bytes of results at once", [](const Outcome& o) { return o.bytes; });
  print("loss of the first step", [](const Outcome& o) {
    return fmt::format("{:.6f}", o.losses.front());
  });
  print("loss of the last step", [](const Outcome& o) {
    return fmt::format("{:.6f}", o.losses.back());
  });
  bool same = true;
  for (std::size_t i = 0; i < tape.weights.size(); ++i)
    for (const Outcome* other : {&graph, &trace})
      same &= arma::all(arma::vectorise(tape.weights[i] == other->weights[i]));
  fmt::print("  weights after {} steps: {}\n", lesson.x.size(),
             same ? "the same in all three, to the last bit" : "different");
}

namespace {

/// An error, at most 78 characters a line.
void print_folded(std::string text) {
  while (text.size() > 72) {
    const std::size_t end = text.rfind(' ', 72);
    fmt::print("      {}\n", text.substr(0, end));
    text = text.substr(end + 1);
  }
  fmt::print("      {}\n", text);
}

}  // namespace

void print_cases(const std::vector<Case>& cases) {
  for (const auto& [what, result] : cases) {
    fmt::print("  {}\n", what);
    print_folded(result);
  }
}

void print_halved(const std::vector<double>& xs, std::size_t times) {
  fmt::print(
      "             tape                  static graph, {} times\n"
      "       x     value  slope  nodes   value  slope  nodes\n",
      times);
  for (const double x : xs) {
    const Halved t = halved_by_tape(x), g = halved_by_graph(x, times);
    fmt::print("  {:6} {:9.4f} {:6.4f} {:6} {:7.4f} {:6.4f} {:6}\n", x, t.value,
               t.slope, t.nodes, g.value, g.slope, g.nodes);
  }
  fmt::print("\n  trace\n");
  print_folded(halved_by_trace(xs[0]));
}

void print_frozen(const Frozen& frozen) {
  fmt::print(
      "\n  x * rate, traced; rate = 0.1, 0.2, 0.3, x = 1\n"
      "  rate is read by the function   {:.1f}   (the function ran {} time{})\n"
      "  rate is an argument            {:.1f}\n",
      fmt::join(frozen.as_variable, "  "), frozen.calls,
      frozen.calls == 1 ? "" : "s", fmt::join(frozen.as_argument, "  "));
}

void print_sequences(const std::vector<std::size_t>& lengths) {
  const Sequences s = sequences(lengths);
  fmt::print(
      "\n  {} sequences                    recorded  nodes recorded  "
      "arithmetic\n"
      "  tape                               {:5} {:15} {:11}\n"
      "  traced for each length             {:5} {:15} {:11}\n"
      "  traced once, all padded            {:5} {:15} {:11}\n",
      lengths.size(), lengths.size(), s.tape_nodes, s.tape_work, s.traces,
      s.trace_nodes, s.trace_work, 1, s.padded_nodes, s.padded_work);
}

}  // namespace chapter14
