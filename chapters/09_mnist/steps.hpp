/// What the program does when it is not asked for an experiment.
#pragma once

#include "nn/program/program.hpp"

#include "settings.hpp"

namespace chapter09 {

/// Trains, tests, and leaves weights, metrics and figures in --out. Interrupted
/// if the user stops it.
void train_and_test(const Settings& settings, const nn::Options& options);

/// Tests the weights that --weights names.
void only_evaluate(const Settings& settings, const nn::Options& options);

}  // namespace chapter09
