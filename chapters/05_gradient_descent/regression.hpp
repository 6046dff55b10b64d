/// A line y = w x + b fitted by batch, mini-batch and stochastic descent.
/// Notes D1.8, E.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter05 {

/// Samples near a line: y = 2 x - 1 and some noise.
struct Samples {
  arma::rowvec x, y;  // 1 x samples
  arma::uword size() const { return x.n_elem; }
};

/// x uniform in (-0.5, 1.5); y off by normal noise of this deviation.
Samples samples_of_line(arma::uword count, double noise, std::uint64_t seed);

/// The samples of this chapter, and where descent on them starts.
Samples the_line(std::uint64_t seed);
extern const arma::vec line_start;  // w and b

/// The mean squared error of the line p = (w, b) over all samples.
double loss(const Samples& samples, const arma::vec& p);

using Indices = std::span<const std::uint32_t>;

/// The gradient of the mean squared error over some samples: exact over all
/// of them, an estimate over a few.
arma::vec gradient_of(const Samples& samples, const arma::vec& p,
                      Indices batch);

/// 0, 1, …, n - 1.
std::vector<std::uint32_t> all_of(const Samples& samples);

/// Epoch by epoch through all samples in random order, `batch_size` per step.
/// Returns (w, b) before and after each step, 2 x (steps + 1).
arma::mat descend_in_batches(const Samples& samples, arma::vec p, double rate,
                             std::size_t batch_size, int epochs,
                             std::uint64_t seed);

}  // namespace chapter05
