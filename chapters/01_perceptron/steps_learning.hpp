/// The steps in which a neuron finds its own weights.
#pragma once

#include "nn/program/program.hpp"

namespace chapter01 {

void learn_three_inputs(const nn::Options& options);
void same_neuron_from_any_start(const nn::Options& options);
void a_promise_about_mistakes(const nn::Options& options);
void xor_never_settles(const nn::Options& options);
void library_agrees(const nn::Options& options);
void what_the_sigmoid_rule_descends(const nn::Options& options);

}  // namespace chapter01
