/// A perceptron that finds its own weights: the threshold rule and the
/// sigmoid rule, which differ only in one function.
///
/// One sample is one column. The last entry of every sample is 1, so the last
/// weight is the bias and learns like the others.
#pragma once

#include <vector>

#include "nn/core/random.hpp"

#include "perceptron.hpp"

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

// #region cross-entropy
/// How surprised the sigmoid's answers are by the targets, in nats.
inline double cross_entropy(const arma::rowvec& w, const TruthTable& table) {
  const arma::rowvec y = sigmoid(w * table.inputs);
  return -arma::accu(table.targets % arma::log(y) +
                     (1 - table.targets) % arma::log(1 - y));
}

/// How fast error(w) rises with each weight: a small step in each direction.
template <class Error>
arma::rowvec slope(const Error& error, const arma::rowvec& w) {
  const double h = 1e-5;
  arma::rowvec slopes(w.n_elem);
  for (arma::uword i = 0; i < w.n_elem; ++i) {
    arma::rowvec up = w, down = w;
    up(i) += h;
    down(i) -= h;
    slopes(i) = (error(up) - error(down)) / (2 * h);
  }
  return slopes;
}
// #endregion cross-entropy

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

/// The history of Rosenblatt's rule, row by row.
struct Corrections {
  std::vector<arma::rowvec> weights;  ///< the start, then after each one
  std::vector<arma::uword> row;       ///< the row that caused each one
  bool settled = false;               ///< a whole epoch without a mistake
  int epochs = 0;
};

// #region row-by-row
/// Rosenblatt's rule: look at one row; only a mistake changes the weights.
/// Novikoff (1962): if some u with |u| = 1 keeps every row at least gamma on
/// its side and no row is longer than R, then starting from w = 0 there are
/// at most (R / gamma)^2 corrections, whatever the rate and the order.
inline Corrections learn_row_by_row(const TruthTable& table, arma::rowvec w,
                                    double rate, int max_epochs) {
  Corrections log{{w}, {}, false, 0};
  while (!log.settled && log.epochs < max_epochs) {
    const auto before = log.row.size();
    for (arma::uword r = 0; r < table.inputs.n_cols; ++r) {
      const arma::vec x = table.inputs.col(r);
      const double error = table.targets(r) - fires(arma::dot(w, x));
      if (error == 0) continue;
      w += rate * error * x.t();
      log.weights.push_back(w);
      log.row.push_back(r);
    }
    log.settled = log.row.size() == before;
    ++log.epochs;
  }
  return log;
}
// #endregion row-by-row

/// Novikoff's (R / gamma)^2 for a table and weights u that solve it.
inline double novikoff_bound(const TruthTable& table, const arma::rowvec& u) {
  const arma::rowvec side = 2 * table.targets - 1;
  const double gamma = arma::min(side % (u * table.inputs)) / arma::norm(u);
  const double r2 = arma::max(arma::sum(arma::square(table.inputs)));
  return r2 / (gamma * gamma);
}

}  // namespace chapter01
