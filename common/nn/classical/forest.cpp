#include "nn/classical/forest.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "nn/classical/tree_grower.hpp"
#include "nn/core/error.hpp"
#include "nn/core/label_range.hpp"
#include "nn/core/threads.hpp"

namespace nn::classical {
namespace {

/// Samples that walk down one tree after the other: the tree stays in the
/// cache.
constexpr std::size_t walkers = 256;

[[noreturn]] void refuse(const std::string& what) {
  throw UsageError("random forest: " + what);
}

void expect_data(const Bytes& x, std::span<const std::int32_t> labels,
                 std::size_t classes) {
  if (x.n_cols != labels.size() || x.empty())
    refuse(
        fmt::format("{} samples of {} features with {} labels; expected as "
                    "many labels as samples, and at least one of each",
                    x.n_cols, x.n_rows, labels.size()));
  if (x.n_rows > most_features || x.n_cols > UINT32_MAX)
    refuse(
        fmt::format("{} samples of {} features; expected at most {} "
                    "features",
                    x.n_cols, x.n_rows, most_features));
  const auto [smallest, largest] = label_range(labels);
  if (classes < 1 || classes > most_classes || smallest < 0 ||
      std::size_t(largest) >= classes)
    refuse(
        fmt::format("labels {} to {} for {} classes; expected 1 to {} "
                    "classes and labels from 0 to one less",
                    smallest, largest, classes, most_classes));
}

ForestOptions completed(ForestOptions options, std::size_t features) {
  if (options.trees < 1 || options.min_leaf < 1)
    refuse(
        fmt::format("{} trees with {} samples in a leaf; expected at least "
                    "one of each",
                    options.trees, options.min_leaf));
  if (options.features_per_split == 0)
    options.features_per_split = std::max<std::size_t>(
        1, static_cast<std::size_t>(std::sqrt(double(features))));
  options.features_per_split = std::min(options.features_per_split, features);
  return options;
}

/// Where a sample ends: its class shares.
const float* leaf_of(const Forest::Tree& tree, std::size_t classes,
                     const std::uint8_t* sample) {
  const Forest::Node* node = tree.nodes.data();
  while (!node->is_leaf)
    node = sample[node->feature] <= node->threshold
               ? node + 1
               : tree.nodes.data() + node->next;
  return &tree.shares[node->next * classes];
}

}  // namespace

Forest::Forest(const Bytes& x, std::span<const std::int32_t> labels,
               std::size_t classes, const ForestOptions& options,
               std::uint64_t seed)
    : features_(x.n_rows), classes_(classes) {
  expect_data(x, labels, classes);
  const ForestOptions complete = completed(options, x.n_rows);
  const Columns columns(x, labels, classes);
  trees_.resize(complete.trees);
  std::atomic<std::size_t> next = 0;  // trees differ: who is free takes one
  cpu::Threads::parallel([&](Worker) {
    TreeGrower grower(columns, complete);
    for (std::size_t t = next++; t < trees_.size(); t = next++)
      trees_[t] = grower.grow(Random(seed, Stream::general, std::uint32_t(t)));
  });
}

arma::mat Forest::shares(const Bytes& x) const {
  if (x.n_rows != features_)
    refuse(
        fmt::format("samples with {} features, grown from samples with {}; "
                    "expected the same",
                    x.n_rows, features_));
  arma::mat sum(classes_, x.n_cols, arma::fill::zeros);
  cpu::Threads::parallel([&](Worker worker) {
    const Range range = worker.share(x.n_cols);
    for (std::size_t begin = range.begin; begin < range.end; begin += walkers)
      for (const Tree& tree : trees_)
        for (std::size_t i = begin; i < std::min(begin + walkers, range.end);
             ++i) {
          const float* leaf = leaf_of(tree, classes_, x.colptr(i));
          for (std::size_t c = 0; c < classes_; ++c)
            sum(c, i) += double{leaf[c]};
        }
  });
  return sum / double(trees_.size());
}

std::vector<std::int32_t> Forest::classify(const Bytes& x) const {
  const arma::mat mean = shares(x);
  std::vector<std::int32_t> winners;
  for (std::size_t i = 0; i < mean.n_cols; ++i)
    winners.push_back(static_cast<std::int32_t>(mean.col(i).index_max()));
  return winners;
}

std::size_t Forest::nodes() const {
  std::size_t sum = 0;
  for (const Tree& tree : trees_)
    sum += tree.nodes.size();
  return sum;
}

std::size_t Forest::bytes() const {
  std::size_t sum = 0;
  for (const Tree& tree : trees_)
    sum +=
        tree.nodes.size() * sizeof(Node) + tree.shares.size() * sizeof(float);
  return sum;
}

}  // namespace nn::classical
