#include "nn/training/metrics.hpp"

#include <numeric>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/label_range.hpp"

namespace nn {
namespace {

void expect_as_many(std::size_t predicted, std::size_t actual) {
  if (predicted != actual || actual == 0)
    throw ShapeError(fmt::format(
        "{} predictions for {} labels: expected as many, and at least one",
        predicted, actual));
}

void expect_classes(std::span<const std::int32_t> labels, std::size_t count) {
  const auto [smallest, largest] = label_range(labels);
  if (smallest < 0 || largest >= static_cast<std::int64_t>(count))
    throw ShapeError(fmt::format("label {} is none of {} classes, 0 to {}",
                                 smallest < 0 ? smallest : largest, count,
                                 static_cast<std::int64_t>(count) - 1));
}

}  // namespace

std::vector<std::int32_t> predict(const arma::fmat& scores) {
  std::vector<std::int32_t> classes(scores.n_cols);
  for (arma::uword j = 0; j < scores.n_cols; ++j)
    classes[j] = static_cast<std::int32_t>(scores.col(j).index_max());
  return classes;
}

double accuracy(std::span<const std::int32_t> predicted,
                std::span<const std::int32_t> actual) {
  expect_as_many(predicted.size(), actual.size());
  std::size_t equal = 0;
  for (std::size_t i = 0; i < actual.size(); ++i)
    equal += predicted[i] == actual[i];
  return static_cast<double>(equal) / static_cast<double>(actual.size());
}

arma::umat confusion_matrix(std::span<const std::int32_t> predicted,
                            std::span<const std::int32_t> actual,
                            std::size_t classes) {
  expect_as_many(predicted.size(), actual.size());
  expect_classes(predicted, classes);
  expect_classes(actual, classes);
  arma::umat counts(classes, classes, arma::fill::zeros);
  for (std::size_t i = 0; i < actual.size(); ++i)
    ++counts(static_cast<arma::uword>(actual[i]),
             static_cast<arma::uword>(predicted[i]));
  return counts;
}

arma::fmat softmax(const arma::fmat& logits) {
  arma::fmat p = logits;
  p.each_col([](arma::fvec& z) {
    z = arma::exp(z - z.max());
    z /= arma::accu(z);
  });
  return p;
}

std::vector<std::uint32_t> worst_mistakes(const arma::fmat& logits,
                                          std::span<const std::int32_t> actual,
                                          std::size_t count) {
  expect_as_many(logits.n_cols, actual.size());
  expect_classes(actual, logits.n_rows);
  const arma::fmat p = softmax(logits);
  const auto confidence = [&](std::uint32_t i) {
    return p(static_cast<arma::uword>(actual[i]), i);
  };
  const std::vector<std::int32_t> predicted = predict(logits);
  std::vector<std::uint32_t> wrong;
  for (std::uint32_t i = 0; i < actual.size(); ++i)
    if (predicted[i] != actual[i]) wrong.push_back(i);
  std::stable_sort(wrong.begin(), wrong.end(), [&](auto a, auto b) {
    return confidence(a) < confidence(b);
  });
  wrong.resize(std::min(count, wrong.size()));
  return wrong;
}

}  // namespace nn
