/// A task for a memory: after `steps` numbers, say what the first one was.
#pragma once

#include "nn/core/armadillo.hpp"

#include "program.hpp"

namespace chapter14 {

struct Remember {
  std::size_t steps = 15;  ///< numbers in a series: the first, then noise
  std::size_t hidden = 8;
  std::size_t samples = 8;  ///< series in a batch
  double radius = 1.5;      ///< of the recurrent matrix, at the start
  double noise = 0.3;       ///< standard deviation of all but the first
  double limit = 0;         ///< longest gradient; 0: as it comes
};

/// A recurrent network with a linear output, and its steps of descent.
class Rememberer {
 public:
  explicit Rememberer(const Remember& task);
  Rememberer(const Rememberer&) = delete;
  Rememberer& operator=(const Rememberer&) = delete;

  /// The loss of every step, each with new series. A first number is uniform in
  /// (-1, 1): who always answers 0 has a loss of 1/3.
  arma::vec train(double rate, int steps, std::uint64_t seed) const;
  const Program& program() const { return program_; }

 private:
  Remember task_;
  Program program_;
};

/// The loss at the end: the mean of the last tenth; infinite if any is not a
/// number.
double final_loss(const arma::vec& losses);

}  // namespace chapter14
