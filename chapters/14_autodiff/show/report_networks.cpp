#include "report_networks.hpp"

#include "nn/core/print.hpp"

#include "../memory.hpp"

namespace chapter14 {
namespace {

double megabytes(std::size_t numbers) {
  return 4.0 * static_cast<double>(numbers) / 1e6;
}

std::size_t operations(const Graph& graph) {
  std::size_t n = 0;
  for (Id id = 0; id < graph.size(); ++id)
    n += !is_leaf(graph[id]) && graph[id].operation->kind != Kind::view;
  return n;
}

}  // namespace

std::size_t traffic(const Graph& graph) {
  std::size_t numbers = 0;
  for (Id id = 0; id < graph.size(); ++id) {
    const Node& node = graph[id];
    if (node.operation == &part_operation) numbers += count(node.dims);
    if (is_leaf(node) || node.operation->kind == Kind::view) continue;
    if (!has_parts(node)) numbers += count(node.dims);
    for (const Id from : node.inputs)
      numbers += count(graph[from].dims);
  }
  return numbers;
}

void print_ways(const std::string& network, std::size_t steps) {
  fmt::print(
      "  {}, {} steps of 128 images      loss   SHA-256 of the weights\n",
      network, steps);
}

void print_way(const std::string& how, const Trained& trained) {
  fmt::print("  {:<28} {:9.5f}   {}\n", how, trained.loss,
             trained.hash.substr(0, 16));
}

void print_no_compiler() {
  fmt::print("  no compiler here: the interpreter goes on\n");
}

void print_not_compiled(const std::string& why) {
  fmt::print("  not compiled, the interpreter goes on: {}\n", why);
}

void print_costs_heading(const std::string& network) {
  fmt::print("  {:<22} nodes that   million     megabytes\n", network);
  fmt::print("  {:<22}   compute   operations   in and out\n", "");
}

void print_costs(const std::string& after, const Program& program) {
  fmt::print("  {:<22} {:9} {:12.1f} {:12.1f}\n", after,
             operations(program.graph), work(program.graph) / 1e6,
             megabytes(traffic(program.graph)));
}

void print_memory(const Program& before, const Program& after) {
  const MemoryPlan plan = reuse(after, one_by_one(after.graph));
  fmt::print(
      "  memory in MB: {:.1f}, one place a node; {:.1f} with chains; "
      "{:.1f} reused (at once: {:.1f})\n\n",
      megabytes(keep_all(before).size), megabytes(keep_all(after).size),
      megabytes(plan.size), megabytes(plan.live));
}

void print_checkpoints_heading() {
  fmt::print("  kept             megabytes   million operations\n");
}

void print_checkpoints(std::size_t every, const Program& program) {
  const MemoryPlan plan = reuse(program, one_by_one(program.graph));
  const std::string kept =
      every == 0 ? "every state" : fmt::format("one in {}", every);
  fmt::print("  {:<15} {:10.2f} {:20.1f}\n", kept, megabytes(plan.size),
             work(program.graph) / 1e6);
}

}  // namespace chapter14
