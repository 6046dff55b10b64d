// Chapter 03. Propagation: every number forward and backward. (5 s)
//
// A network with pencil and paper, with matrices, from the library;
// computation graphs; a large network; activation functions.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_activations.hpp"
#include "steps_by_pencil.hpp"
#include "steps_gradients.hpp"
#include "steps_graphs.hpp"
#include "steps_hidden.hpp"
#include "steps_networks.hpp"

using namespace chapter03;

int main(int argc, char** argv) {
  nn::Program program(
      "03_propagation",
      "Forward and backward propagation: every number of a small network by "
      "pencil, the same by matrices, by the library and by a computation "
      "graph; what a gradient costs; a network of 738 million weights; "
      "activation functions, vanishing gradients and dead units.");
  bool full = false;
  program.flag("--full", full,
               "NetV1 with all 1,440,000 inputs (5 GB of memory)");
  return program.run(argc, argv, [&](const nn::Options& options) {
    forward_by_pencil();
    deltas_by_pencil();
    two_paths(options);
    step_by_pencil();
    gradients_before_updates(options);
    ten_thousand_steps(options);
    what_a_gradient_costs(options);
    four_ways_to_a_gradient();
    shapes_of_seven_widths();
    netv1(options, full);
    three_layers();
    fit_a_surface(options);
    hidden_neurons(options);
    curve_out_of_bumps(options);
    graph_of_a_bill(options);
    graph_of_the_network(options);
    activation_functions(options);
    gradients_through_ten_layers(options);
    dead_units(options);
    sigmoid_without_its_minus();
    tanh_with_a_bracket_astray();
    sigmoid_at_the_output();
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
