/// The cost of the noise in stochastic descent: a floor that the loss does not
/// fall below, and how noise depends on the batch. Notes D1.8, errata 10.
#pragma once

#include <functional>

#include "nn/core/random.hpp"

#include "regression.hpp"

namespace chapter05 {

/// The learning rate of a step, counted from 0.
using Rate = std::function<double(double step)>;

/// Stochastic descent with one new random sample per step. Ten rows per
/// decade: the step, and the mean excess since the previous row.
arma::mat excess_of_stochastic(const Samples& samples, arma::vec p,
                               const Rate& rate, int steps, nn::Random random);

/// The same rate in all steps, or one that falls like 1 / step.
Rate constant_rate(double rate);
Rate falling_rate(double rate, double half_after);

/// The sum of the variances of one sample's gradient at the minimum.
double noise_at_minimum(const Samples& samples);

/// Descent along one axis of a bowl, 1/2 curvature w^2, with noise of this
/// variance in every gradient: the mean of w^2 that a step leaves as it is.
double mean_square_in_balance(double rate, double curvature, double variance);

/// The excess at which pull and noise balance: rate / 4 times the sum of the
/// variances of one sample's gradient, for small rates. (Each step shrinks the
/// deviations p - best by rate H and perturbs them by rate times the noise;
/// the balance is H S + S H = rate C for their covariances S and C.)
double floor_in_theory(const Samples& samples, double rate);

/// A constant rate, its final excess, and the theoretical one.
struct Floor {
  double rate, measured, theory;
};

/// Root mean square distance between the gradient of `batch_size` random
/// samples and that of all samples.
double gradient_noise(const Samples& samples, const arma::vec& p,
                      std::size_t batch_size, int trials, nn::Random& random);

/// The same by theory: one sample's noise / sqrt(batch size).
double gradient_noise_in_theory(const Samples& samples, const arma::vec& p,
                                std::size_t batch_size);

}  // namespace chapter05
