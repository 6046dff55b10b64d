/// Steps with chapter 9's networks: trained, made better, compiled.
#pragma once

#include "nn/program/program.hpp"

namespace chapter14 {

void trained_from_the_graph(const nn::Options& options);
void better_step_by_step();
void memory_for_work();
void written_out();

/// Prints the written function of a training step of "mlp" or "cnn".
void print_written(const std::string& network);

}  // namespace chapter14
