/// How good a classifier is.
#pragma once

#include <span>

#include "nn/core/armadillo.hpp"

namespace nn {

/// The class with the largest score, for each sample.
/// scores: classes x samples.
std::vector<std::int32_t> predict(const arma::fmat& scores);

/// The share of equal numbers, 0 … 1. NaN for no samples at all.
double accuracy(std::span<const std::int32_t> predicted,
                std::span<const std::int32_t> actual);

/// counts(actual, predicted)
arma::umat confusion_matrix(std::span<const std::int32_t> predicted,
                            std::span<const std::int32_t> actual,
                            std::size_t classes);

/// exp(z) / sum(exp(z)), column by column.
arma::fmat softmax(const arma::fmat& logits);

/// The samples on which the classifier is most confidently wrong: those with
/// the lowest probability for the true class, the worst first.
std::vector<std::uint32_t> worst_mistakes(const arma::fmat& logits,
                                          std::span<const std::int32_t> actual,
                                          std::size_t count);

}  // namespace nn
