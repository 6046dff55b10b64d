/// Pictures of training with batch normalization.
#pragma once

#include <filesystem>

#include "../batch_size.hpp"
#include "../normalized_training.hpp"

namespace chapter07 {

/// learning_rate.svg: without and with BatchNorm, at a rate and ten times it.
void draw_rates(const std::vector<Curve>& curves, double rate,
                const std::filesystem::path& out);

/// starts.svg: without and with BatchNorm, from three kinds of initial weights.
void draw_starts(const std::vector<Curve>& curves,
                 const std::filesystem::path& out);

/// layers.svg: deviation of each hidden layer's output, step by step.
void draw_inside(const Inside& without, const Inside& with,
                 const std::filesystem::path& out);

/// batch_size.svg: accuracy over the batch size, averaged over seeds.
void draw_batch_sizes(const std::vector<BatchSize>& sizes,
                      const std::filesystem::path& out);

}  // namespace chapter07
