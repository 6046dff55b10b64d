/// The parts of the chapter, step by step.
#pragma once

#include "nn/program/program.hpp"

namespace chapter15 {

/// What is published of VGG, GoogLeNet and the residual networks, counted.
void networks_counted(const nn::Options& options);

// On clothes:
/// Depth, the place of BatchNorm, three styles.
void networks_compared(const nn::Options& options);
/// Other clothes with few labels; an image and a word.
void networks_for_other_tasks(const nn::Options& options);
/// Which pixels decided, and how little it takes to change the answer.
void networks_looked_into(const nn::Options& options);

}  // namespace chapter15
