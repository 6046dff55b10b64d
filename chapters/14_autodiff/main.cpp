// Chapter 14. Automatic differentiation: a graph that derives itself. (8 s)
//
// Row by row: data-flow graphs, what frameworks are built on, and how such a
// graph becomes a compiled function.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_graph.hpp"
#include "steps_manners.hpp"
#include "steps_networks.hpp"
#include "steps_operations.hpp"
#include "steps_scalar.hpp"
#include "steps_uses.hpp"

using namespace chapter14;

int main(int argc, char** argv) {
  nn::Program program(
      "14_autodiff",
      "Derivatives by machine: from scalars to tensors; the graph printed, "
      "drawn and run in any order; made better, compiled, and trained to the "
      "same digits as the library's layers.");
  std::string network;
  program.option("--write", network,
                 "only print the C++ function of a training step: mlp, cnn");
  return program.run(argc, argv, [&](const nn::Options& options) {
    if (!network.empty()) return print_written(network);
    a_hundred_thousand_values_in_a_row();
    values_that_derive_themselves();
    the_pencil_network_by_scalars(options);
    formulas_that_cannot_be_derived();
    every_operation_and_its_gradient(options);
    shapes_that_do_not_fit();
    a_neuron_as_a_list(options);
    a_data_flow_graph(options);
    another_order_the_same_bits(options);
    forward_beside_reverse(options);
    gradients_that_go_back_in_time(options);
    a_memory_with_and_without_clipping(options);
    a_thousand_steps_unrolled();
    one_matrix_in_two_places(options);
    a_loss_that_contains_a_gradient(options);
    curvature_without_its_matrix(options);
    rates_just_below_and_above(options);
    trained_from_the_graph(options);
    better_step_by_step();
    memory_for_work();
    written_out();
    one_network_three_manners(options);
    changed_in_place();
    a_branch_on_a_number();
    new_shapes_new_graphs(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
