/// Mini-batches: the samples of a data set in random order, a few at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "nn/data/dataset.hpp"
#include "nn/support/armadillo.hpp"

namespace nn {

/// Some samples of a data set, which must outlive it.
struct Subset {
  const Dataset* data = nullptr;
  std::vector<std::uint32_t> indices;

  std::size_t size() const { return indices.size(); }
};

/// Every sample.
Subset all(const Dataset& data);
/// The first n samples; UsageError when there are fewer.
Subset first(const Dataset& data, std::size_t n);
/// Training and validation samples; the latter are the last `validation` of
/// `subset`. UsageError when none would be left to train on.
std::pair<Subset, Subset> split(const Subset& subset, std::size_t validation);

/// One mini-batch; valid until the loader's next step.
struct Batch {
  const arma::fmat& x;  ///< features x samples; pixel / 255, so 0 … 1
  std::span<const std::int32_t> labels;    ///< one a sample
  std::span<const std::uint32_t> indices;  ///< of the samples in the data set
};

/// Goes through a subset, batch by batch, every sample once an epoch. The
/// last batch may be smaller. All memory is taken at the start: a training
/// step allocates nothing.
class Loader {
 public:
  struct Settings {
    std::size_t batch_size = 128;
    bool shuffle = true;  ///< else the order of the subset
    std::uint64_t seed = 1;
  };

  /// Stands at the start of epoch 0. UsageError when the batch size is 0.
  Loader(Subset subset, Settings settings);
  Loader(const Loader&) = delete;  // a batch is a view of the loader's memory
  Loader& operator=(const Loader&) = delete;

  std::size_t samples() const { return subset_.size(); }
  std::size_t batch_size() const { return settings_.batch_size; }
  /// Batches in an epoch, the last partial one included.
  std::size_t batches() const;

  /// Puts the samples in an order that depends on (seed, epoch) alone.
  void start_epoch(std::uint32_t epoch);
  /// The next batch, or nullptr at the end of the epoch.
  const Batch* next();
  /// Passes over batches without loading them, to resume within an epoch.
  void skip(std::size_t batches);

 private:
  arma::fmat& gather(std::span<const std::uint32_t> indices);

  Subset subset_;
  Settings settings_;
  std::vector<std::uint32_t> order_;  // the epoch's samples
  std::size_t position_ = 0;          // of the next batch, in order_
  arma::fmat full_;                   // features x batch size
  arma::fmat last_;                   // the same memory, fewer columns
  std::vector<std::int32_t> labels_;
  std::optional<Batch> batch_;
};

}  // namespace nn
