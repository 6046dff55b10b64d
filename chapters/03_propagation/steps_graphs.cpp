#include "steps_graphs.hpp"

#include "nn/core/print.hpp"

#include "show/figures_graph.hpp"
#include "show/report_graphs.hpp"

namespace chapter03 {

void graph_of_a_bill(const nn::Options& options) {
  nn::heading("A computation graph: two tickets, three coffees");
  print_bill({}, settle({}));
  draw_graph(drawn_bill({}), options.out / "bill.svg", 2);
}

void graph_of_the_network(const nn::Options& options) {
  nn::heading("The network as a graph: from w5 to E");
  NetworkGraph net = as_graph({}, {});
  net.graph.backward(net.end);
  print_path(net);
  const Weights gradient = backward({}, {}, forward(Weights{}, {})).gradient;
  double worst = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    worst = std::max(worst, std::abs(net.graph.gradient(net.parameters[i]) -
                                     gradient.*places[i].place));
  fmt::print("\n  {} nodes; all twelve gradients are the pencil's: {}\n",
             net.graph.size(), worst < 1e-15 ? "yes" : "NO");
  draw_graph(drawn_neuron({}, {}), options.out / "neuron.svg", 4);
}

}  // namespace chapter03
