// Chapter 01. The perceptron: from one neuron to XOR. (1 s)
//
// Row by row: a neuron by hand, gates, why XOR needs two layers, learning.
#include "nn/core/print.hpp"
#include "nn/program/program.hpp"

#include "steps_by_hand.hpp"
#include "steps_learning.hpp"

using namespace chapter01;

int main(int argc, char** argv) {
  nn::Program program("01_perceptron",
                      "The perceptron: from one neuron to XOR.");
  return program.run(argc, argv, [](const nn::Options& options) {
    ten_inputs(options);
    gates_by_hand(options);
    no_line_for_xor(options);
    more_inputs_fewer_functions();
    xor_by_two_layers(options);
    learn_three_inputs(options);
    same_neuron_from_any_start(options);
    a_promise_about_mistakes(options);
    xor_never_settles(options);
    library_agrees(options);
    what_the_sigmoid_rule_descends(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
