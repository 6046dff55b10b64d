/// Experiments with support vector machines.
#pragma once

#include <string>
#include <vector>

#include "pegasos.hpp"
#include "samples.hpp"

namespace chapter11 {

/// Class 0 becomes +1, every other -1.
arma::vec plus_minus(const arma::uvec& classes);

/// Two round clouds of the plane, n / 2 samples each, whose centers are at
/// (apart, apart) and (-apart, -apart). 2 x n.
Samples two_clouds(arma::uword n, double apart, nn::Random& random);

/// Class 0 inside a circle, class 1 in a ring around it, with noise. 2 x n.
Samples disk_and_ring(arma::uword n, double noise, nn::Random& random);

/// One run of SMO until a violation is left.
struct DualRow {
  double tolerance = 0;
  arma::uword steps = 0, support = 0, free = 0;
  double dual = 0;    ///< the lower bound: minus what SMO minimizes
  double primal = 0;  ///< primal_objective() of the plane
};
std::vector<DualRow> solve_more_and_more_exactly(
    const Samples& data, double C, const std::vector<double>& tolerances);

/// primal_objective() of Pegasos after more and more steps.
struct PrimalRow {
  arma::uword steps = 0;
  double primal = 0;
};
std::vector<PrimalRow> descend_longer(const Samples& data, double C,
                                      const std::vector<arma::uword>& steps,
                                      std::uint64_t seed);

/// How a machine with this kernel does on the training and the test samples.
struct KernelRow {
  std::string name;
  double train_error = 0, test_error = 0;
  arma::uword support = 0;
};
KernelRow try_kernel(const std::string& name, const Kernel& kernel,
                     const Split& data, double C);

/// Validation error for each C (rows) and gamma (columns) of an RBF machine:
/// the mean of `folds` parts, each judged by a machine trained on the others.
arma::mat cross_validate(const Samples& data, const std::vector<double>& C,
                         const std::vector<double>& gamma, arma::uword folds);

}  // namespace chapter11
