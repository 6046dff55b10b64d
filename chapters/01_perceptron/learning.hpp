/// A perceptron that finds its own weights: the threshold rule and the
/// sigmoid rule, which differ only in one function.
///
/// One sample is one column. The last entry of every sample is 1, so the last
/// weight is the bias and learns like the others.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter01 {

/// Samples and their target outputs.
struct TruthTable {
  arma::mat inputs;      ///< (inputs + 1) x rows, the last row all 1
  arma::rowvec targets;  ///< 1 x rows, 0 or 1
};

// #region three-inputs
/// The table of three inputs, TTT first and FFF last: x2 and (x1 or x3).
inline TruthTable three_inputs() {
  return {{{1, 1, 1, 1, 0, 0, 0, 0},
           {1, 1, 0, 0, 1, 1, 0, 0},
           {1, 0, 1, 0, 1, 0, 1, 0},
           {1, 1, 1, 1, 1, 1, 1, 1}},
          {1, 1, 0, 0, 1, 0, 0, 0}};
}
// #endregion three-inputs

/// The table of a function of two inputs, rows 00, 01, 10, 11, from its four
/// outputs.
inline TruthTable two_inputs(const arma::rowvec& targets) {
  return {{{0, 0, 1, 1}, {0, 1, 0, 1}, {1, 1, 1, 1}}, targets};
}
inline TruthTable or_table() {
  return two_inputs({0, 1, 1, 1});
}
inline TruthTable xor_table() {
  return two_inputs({0, 1, 1, 0});
}

// #region activations
/// 1 where the sum is above 0, else 0.
inline arma::rowvec threshold(const arma::rowvec& sums) {
  return arma::conv_to<arma::rowvec>::from(sums > 0);
}

/// 1 / (1 + e^-sum): a smooth threshold.
inline arma::rowvec sigmoid(const arma::rowvec& sums) {
  return 1 / (1 + arma::exp(-sums));
}
// #endregion activations

/// Turns the weighted sums of all samples into the neuron's outputs.
using Activation = arma::rowvec (*)(const arma::rowvec&);

/// Initial weights, normally distributed with mean 0 and
/// standard deviation 2.
inline arma::rowvec random_weights(arma::uword n, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights, 1);
  arma::rowvec w(n);
  for (double& value : w)
    value = 2 * random.normal();
  return w;
}

/// How to learn: the learning rate, and when to stop.
struct Settings {
  double rate = 0.4;
  double goal = 1e-3;     ///< stop at this mean squared error ...
  int max_epochs = 1000;  ///< ... or after this many passes over the table
};

/// The result of learning.
struct Learned {
  arma::rowvec weights;       ///< 1 x (inputs + 1), the last is the bias
  std::vector<double> error;  ///< mean squared error at each epoch's start
  bool reached_goal = false;
};

// #region update
/// One epoch: each weight moves by rate * sum of error * its input.
inline arma::rowvec updated(const arma::rowvec& w, const TruthTable& table,
                            Activation activation, double rate) {
  const arma::rowvec y = activation(w * table.inputs);
  return w + rate * (table.targets - y) * table.inputs.t();
}
// #endregion update

/// Mean over the samples of (target - output)^2. With the threshold this is
/// the fraction of wrong rows.
inline double mean_squared_error(const arma::rowvec& w, const TruthTable& table,
                                 Activation activation) {
  const arma::rowvec y = activation(w * table.inputs);
  return arma::mean(arma::square(table.targets - y));
}

// #region learn
/// Updates `w` with all rows at once, epoch by epoch, until the goal is met.
inline Learned learn(const TruthTable& table, Activation activation,
                     arma::rowvec w, const Settings& settings = {}) {
  Learned learned;
  for (int epoch = 0; epoch < settings.max_epochs; ++epoch) {
    learned.error.push_back(mean_squared_error(w, table, activation));
    learned.reached_goal = learned.error.back() < settings.goal;
    if (learned.reached_goal) break;
    w = updated(w, table, activation, settings.rate);
  }
  learned.weights = w;
  return learned;
}
// #endregion learn

/// How many rows of the table a neuron with weights w gets right.
inline int rows_right(const arma::rowvec& w, const TruthTable& table) {
  return static_cast<int>(
      arma::accu(threshold(w * table.inputs) == table.targets));
}

/// n weights that are all 0, a start as good as any for one neuron.
inline arma::rowvec zero_weights(arma::uword n) {
  return arma::rowvec(n, arma::fill::zeros);
}

}  // namespace chapter01
