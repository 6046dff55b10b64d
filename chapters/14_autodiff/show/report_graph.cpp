#include "report_graph.hpp"

#include <algorithm>

#include <fmt/ranges.h>

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"
#include "nn/core/threads.hpp"

#include "../derivative.hpp"
#include "../orders.hpp"

namespace chapter14 {
namespace {

std::string ids_where(const std::vector<bool>& holds) {
  std::vector<Id> ids;
  for (Id id = 0; id < holds.size(); ++id)
    if (holds[id]) ids.push_back(id);
  return fmt::format("{}", fmt::join(ids, " "));
}

}  // namespace

void print_walks(const Neuron& neuron) {
  Graph graph = neuron.program.graph;
  const Tensor w = graph.tensor(graph.find("w"));
  const Id y = graph.find("b") + 4;  // b, product, broadcast, add, sigmoid
  fmt::print("\n  who uses y, node {}?             {}\n", y,
             fmt::join(users(graph)[y], " "));
  fmt::print("  what of the loss moves with w?  {}\n",
             ids_where(depends_on(graph, {w}, neuron.loss)));
  std::vector<bool> is_needed = needed(neuron.program);
  is_needed.flip();
  fmt::print("  what does nobody need?          {}\n", ids_where(is_needed));
  const Schedule waves = in_waves(graph);
  fmt::print("  the longest way:                {} nodes of {}\n", waves.size(),
             graph.size());
}

void print_groups(const DataFlow& flow) {
  const Graph& graph = flow.program.graph;
  fmt::print("  {:<16} {:<12} {:>5} {:>9}   {}\n", "box", "frame", "nodes",
             "work", "what leaves it");
  for (const Group& group : flow.groups) {
    double sum = 0;
    for (Id id = group.begin; id < group.end; ++id)
      sum += work(graph, id);
    const bool several = group.role == Role::backward;
    fmt::print("  {:<16} {:<12} {:>5} {:>9}   {}\n", nn::english(group.title),
               nn::english(group.frame), group.end - group.begin, sum,
               several ? "a gradient for each W and b"
                       : to_string(graph[group.end - 1].dims));
  }
}

void print_traffic(const DataFlow& flow) {
  const Graph& graph = flow.program.graph;
  const auto print = [&](const char* title, auto device_of) {
    std::vector<int> device(graph.size());
    for (const Group& group : flow.groups)
      for (Id id = group.begin; id < group.end; ++id)
        device[id] = device_of(group, id);
    const Traffic sent = traffic(graph, device);
    fmt::print("  {:<34} {:>7} {:>8}\n", title, sent.tensors, sent.numbers);
  };
  fmt::print("\n  on the second device               tensors  numbers\n");
  print("every other node",
        [](const Group&, Id id) { return static_cast<int>(id % 2); });
  print("gradients and updates", [](const Group& group, Id) {
    return group.role == Role::backward || group.role == Role::update;
  });
  print("everything but the ReLU layer", [](const Group& group, Id) {
    return !group.frame.starts_with("ReLU");
  });
}

namespace {

void print_order(const char* name, const TrainingStep& step,
                 const Schedule& schedule, int steps, std::uint64_t seed) {
  const Graph& graph = step.program.graph;
  std::size_t most = 0;
  std::vector<Id> first;
  for (const auto& wave : schedule) {
    std::size_t computed = 0;
    for (const Id id : wave) {
      computed += !is_leaf(graph[id]);
      if (first.size() < 7) first.push_back(id);
    }
    most = std::max(most, computed);
  }
  fmt::print("  {:<17} {:>5} {:>8}   {:<28} {}\n", name, schedule.size(), most,
             fmt::format("{}", fmt::join(first, " ")),
             hash_of_training(step, schedule, steps, seed).substr(0, 12));
}

/// As many threads as asked for, as long as this object lives.
class UseThreads {
 public:
  explicit UseThreads(int count) : before_(nn::cpu::Threads::threads()) {
    nn::cpu::Threads::set_threads(count);
  }
  ~UseThreads() { nn::cpu::Threads::set_threads(before_); }
  UseThreads(const UseThreads&) = delete;
  UseThreads& operator=(const UseThreads&) = delete;

 private:
  int before_;
};

}  // namespace

void print_orders(const TrainingStep& step, int steps, std::uint64_t seed) {
  const Graph& graph = step.program.graph;
  fmt::print("  {:<17} {:>5} {:>8}   {:<28} {}\n", "order", "turns", "at once",
             "begins with", "weights");
  print_order("by number", step, one_by_one(graph), steps, seed);
  print_order("latest first", step, one_by_one(graph, latest_first(graph)),
              steps, seed);
  for (std::uint64_t k = 1; k <= 2; ++k)
    print_order("by chance", step, one_by_one(graph, random_order(graph, k)),
                steps, seed);
  for (const int threads : {1, 2, 4}) {
    const UseThreads use(threads);
    print_order(
        fmt::format("waves, {} thread{}", threads, threads == 1 ? "" : "s")
            .c_str(),
        step, in_waves(graph), steps, seed);
  }
}

void print_modes(const std::vector<Function>& functions) {
  fmt::print(
      "     n    m        y   pass forward  pass reverse   by columns      by "
      "rows   cheaper\n");
  for (const Function& f : functions) {
    const Counted c = count_modes(f);
    fmt::print("  {:4} {:4} {:8} {:14} {:13} {:12} {:12}   {}\n", f.n, f.m,
               c.function, c.forward_pass, c.reverse_pass, c.by_columns,
               c.by_rows,
               c.by_columns < c.by_rows   ? "forward"
               : c.by_columns > c.by_rows ? "reverse"
                                          : "neither");
  }
}

void print_ratios(const std::vector<std::size_t>& sizes) {
  fmt::print("\n  forward / reverse:   m ={}\n",
             fmt::format("{:8}", fmt::join(sizes, "")));
  for (const std::size_t n : sizes) {
    fmt::print("              n ={:5}    ", n);
    for (const std::size_t m : sizes) {
      const Counted counted = count_modes({n, m, 16});
      fmt::print("{:8.3g}", counted.by_columns / counted.by_rows);
    }
    fmt::print("\n");
  }
}

}  // namespace chapter14
