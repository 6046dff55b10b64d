/// Do loops, matrix product and library agree? Are the gradients right?
#pragma once

#include <cstdint>

#include "nn/training/gradient_check.hpp"

#include "convolution.hpp"

namespace chapter08 {

/// The largest differences to the loops over all cases().
struct Agreement {
  double product = 0, reference = 0, cpu = 0;
};

Agreement compare_forward(std::uint64_t seed);
double distance(const Gradients& a, const Gradients& b);
Agreement compare_backward(std::uint64_t seed);

/// The derivative of sum(dy % convolve(x)) with respect to every pixel, by
/// central differences: what convolve_backward() claims to be.
Image measured_gradient(Image x, const Filters& filters, const Image& dy,
                        const nn::Window& window, double h = 1e-5);

/// The library's layers, all of them in one small network.
nn::GradientCheck check_small_network(std::uint64_t seed);

}  // namespace chapter08
