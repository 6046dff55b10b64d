/// The losses of the notes, one formula each; hinge.hpp and sigmoid.hpp have
/// two more. Source: notes C4.2, D1.10, B and E.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// Half the sum of the squared errors of one sample, the book's form (C4.2).
double half_squared_error(const arma::vec& y, const arma::vec& target);

/// The mean of the squared errors, the library's form: 2 / n times as large.
double mean_squared_error(const arma::vec& y, const arma::vec& target);

/// L2 loss with sample weights (D1.10): of each sample, half the mean of its
/// squared errors, times its weight. y, target: numbers x samples.
arma::rowvec l2_losses(const arma::mat& y, const arma::mat& target,
                       const arma::rowvec& sample_weights);

/// -sum of t log p: the label as a one-hot column, a 1 among zeros.
double cross_entropy(const arma::vec& p, const arma::vec& target);
/// The same with the label as a number: all terms but one were 0.
double cross_entropy_of_label(const arma::vec& p, arma::uword label);

/// The probability that labels are drawn just so: the product of what softmax
/// gives to each sample's label. It is 0 for a thousand samples, by rounding.
/// scores: classes x samples.
double likelihood(const arma::mat& scores,
                  std::span<const std::int32_t> labels);

/// -log softmax(scores)[label] of each sample, directly from the scores, so no
/// logarithm is taken of 0. scores: classes x samples.
arma::rowvec cross_entropies(const arma::mat& scores,
                             std::span<const std::int32_t> labels);

/// Squared near 0, absolute far away: Huber, "Robust estimation of a location
/// parameter", Annals of Mathematical Statistics 35, 1964. The factor makes it
/// e^2 for |e| <= delta, like the squared error.
double huber(double error, double delta);

/// The book's network's output for an image of a 2, and the same with the
/// probabilities of 2 and 7 swapped (Saito, "Deep Learning from Scratch",
/// section 4.2).
arma::vec sure_of_two();
arma::vec sure_of_seven();

/// Three images (columns: a cat, a car, a frog) and their scores for cat, car
/// and frog: the worked example of CS231n's third lecture.
arma::mat three_images();
inline constexpr std::array<std::int32_t, 3> three_labels = {0, 1, 2};

/// A 1 in the row of each label: classes x samples.
arma::mat one_hot(std::span<const std::int32_t> labels, arma::uword classes);

}  // namespace chapter04
