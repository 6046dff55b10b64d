/// NetV1: a fully connected network for a whole photograph. Notes A.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter03 {

/// The layers after the input: 512-256-128-64-10.
inline constexpr std::array<std::size_t, 5> netv1_widths = {512, 256, 128, 64,
                                                            10};
/// Numbers in a color photograph of 600 x 800 pixels, and in one of 60 x 80.
inline constexpr std::size_t photograph = 3 * 600 * 800;
inline constexpr std::size_t thumbnail = 3 * 60 * 80;

/// Forward only: it holds its weights and nothing else. A trainable model
/// (nn::Sequential) also holds a gradient for each of them.
class NetV1 {
 public:
  /// He initialization; a seed gives the same weights on any number of threads.
  NetV1(std::size_t inputs, std::uint64_t seed);

  /// x: inputs x samples. Returns 10 x samples, each column a softmax.
  arma::fmat forward(const arma::fmat& x) const {
    return probabilities(logits(x));
  }
  /// The logits (before the softmax), and the softmax.
  arma::fmat logits(const arma::fmat& x) const;
  static arma::fmat probabilities(arma::fmat z);

  struct Layer {
    arma::fmat W;  ///< out x in
    arma::fvec b;
  };
  std::vector<Layer> layers;
};

/// Random photographs, normally distributed like torch.randn: inputs x samples.
arma::fmat random_photographs(std::size_t inputs, std::size_t samples,
                              std::uint64_t seed);

/// NetV1's cost, worked out on paper before it runs.
struct Prediction {
  std::size_t parameters = 0;
  double operations = 0;    ///< a multiply-add counts as two
  double weight_bytes = 0;  ///< four each
  double input_bytes = 0;
  double bytes() const { return weight_bytes + input_bytes; }
};
Prediction predict(std::size_t inputs, std::size_t samples);

/// A run of NetV1, and what it took.
struct NetV1Run {
  arma::fmat logits, probabilities;  ///< 10 x samples
  double drawing_seconds = 0;        ///< of weights and photographs
  double forward_seconds = 0;        ///< the best of the repeats
  double speed = 0;                  ///< of this machine; see measure_speed()
  double peak_bytes = 0;
};
NetV1Run run_netv1(std::size_t inputs, std::size_t samples, std::uint64_t seed,
                   int repeats);

/// Operations per second of matrix products on all cores, measured with a
/// product typical of this program: 512 x k times k x 256.
double measure_speed();

/// The most main memory that this program has held so far, in bytes.
double peak_memory();

/// Throws Error unless the machine has this much memory to spare.
void require_memory(double bytes);

}  // namespace chapter03
