/// A small residual network after a few steps of training on noise: no number
/// is where it started. What is done to its layers shows in its answers.
#pragma once

#include <cstdint>
#include <memory>

#include "nn/cpu/cpu.hpp"
#include "nn/model/graph.hpp"

namespace chapter15 {

/// Two blocks of 4 and 8 channels, for images of 14 x 14.
std::unique_ptr<nn::Graph<nn::Cpu>> noise_trained(std::uint64_t seed);

/// The largest difference of two networks' answers to noise, as a share of the
/// largest answer.
double apart(nn::Model<nn::Cpu>& one, nn::Model<nn::Cpu>& other);

}  // namespace chapter15
