/// How far the loss of a line is above its minimum, and how fast it falls.
#pragma once

#include <cstdint>
#include <string>

#include "nn/core/armadillo.hpp"

#include "regression.hpp"

namespace chapter05 {

/// The second derivatives of the loss, 2 x 2; the same at every point. The
/// largest eigenvalue is the L of the limit 2 / L.
arma::mat curvature(const Samples& samples);
double largest_rate(const Samples& samples);

/// The (w, b) with the smallest loss, by least squares.
arma::vec best_line(const Samples& samples);

/// How far the loss is above its minimum, for each column (w, b) of a path.
arma::vec excess(const Samples& samples, const arma::mat& way);

/// A way to descend: its name, rate, and samples per step.
struct Way {
  std::string name;
  double rate;
  std::size_t batch_size;
};

/// The excess after each step, averaged over several runs that differ in the
/// order of the samples: a single run may get close to the minimum by luck.
arma::vec mean_excess(const Samples& samples, const Way& way,
                      const arma::vec& start, int epochs, int runs,
                      std::uint64_t seed);

/// How many samples were seen until the excess fell below `goal`; infinite if
/// it never did.
double samples_until(const arma::vec& excess, double goal,
                     double samples_a_step);

}  // namespace chapter05
