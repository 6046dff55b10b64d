#include "steps_graph.hpp"

#include "nn/core/print.hpp"

#include "dot.hpp"
#include "modes.hpp"
#include "orders.hpp"
#include "print.hpp"
#include "show/figures_graph.hpp"
#include "show/report_graph.hpp"

namespace chapter14 {

void a_neuron_as_a_list(const nn::Options& options) {
  nn::heading("The graph of one neuron");
  const Neuron one = neuron();
  const Graph& graph = one.program.graph;
  fmt::print("{}", printed(graph));
  print_walks(one);
  draw_neuron(one, options.out);
  const bool drawn =
      write_dot(picture_of(graph, roles(graph, one.loss, graph.size())),
                options.out / "neuron.dot");
  fmt::print("\n  neuron.dot: {}\n",
             drawn ? "drawn by Graphviz, neuron.dot.svg"
                   : "Graphviz is not installed; neuron.svg is our drawing");
}

void a_data_flow_graph(const nn::Options& options) {
  nn::heading("A training step as a data-flow graph");
  const DataFlow flow = data_flow(16);
  print_groups(flow);
  print_traffic(flow);
  draw_data_flow(flow, options.out);
}

void another_order_the_same_bits(const nn::Options& options) {
  nn::heading("Another order, the same bits");
  print_orders(training_step("mlp", 16), options.smoke ? 1 : 3, options.seed);
  const std::size_t tries = options.smoke ? 5 : 20;
  const Distinct distinct = distinct_gradients(8, tries, options.seed);
  fmt::print(
      "\n  a weight used in 8 places, its gradient in {} random orders:\n"
      "  added in the graph's order     {:2} result{}\n"
      "  added in the order of arrival  {:2} results\n",
      tries, distinct.by_graph, distinct.by_graph == 1 ? "" : "s",
      distinct.by_arrival);
}

void forward_beside_reverse(const nn::Options& options) {
  nn::heading("Forward mode beside reverse mode");
  const std::vector<std::size_t> sizes = {1, 4, 16, 64, 256};
  print_modes(
      {{256, 1, 16}, {64, 4, 16}, {16, 16, 16}, {4, 64, 16}, {1, 256, 16}});
  if (!options.smoke) print_ratios(sizes);
  const Kept kept = kept_by_modes(64, 32);
  fmt::print(
      "\n  64 layers of 32, numbers kept at once:\n"
      "  y alone {}, with one derivative forward {}, reverse {}\n",
      kept.function, kept.forward, kept.reverse);
  draw_modes(options.smoke
                 ? std::vector<std::size_t>{1, 4, 16}
                 : std::vector<std::size_t>{1, 2, 4, 8, 16, 32, 64, 128, 256},
             options.out);
}

}  // namespace chapter14
