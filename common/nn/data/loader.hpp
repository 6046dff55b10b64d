/// Mini-batches: samples of a data set in random order, a few at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"
#include "nn/core/parallel.hpp"
#include "nn/data/augment_resample.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/prefetch.hpp"

namespace nn {

/// Some samples of a data set, which must outlive it.
struct Subset {
  const Dataset* data = nullptr;
  std::vector<std::uint32_t> indices;

  std::size_t size() const { return indices.size(); }
};

/// Every sample.
Subset all(const Dataset& data);
/// The first n samples; UsageError if there are fewer.
Subset first(const Dataset& data, std::size_t n);
/// Training and validation samples; the latter are the last `validation` of
/// `subset`. UsageError if none would be left to train on.
std::pair<Subset, Subset> split(const Subset& subset, std::size_t validation);

/// Mean and standard deviation of pixel / 255, over all pixels of all samples.
struct PixelMoments {
  double mean = 0;
  double standard_deviation = 1;
};
/// UsageError if the subset is empty.
PixelMoments pixel_moments(const Subset& subset);
/// The same for each channel by itself. Of a single channel, exactly
/// pixel_moments().
std::vector<PixelMoments> channel_moments(const Subset& subset);

/// One mini-batch; valid until the loader's next step.
struct Batch {
  /// features x samples; pixel / 255, so 0 … 1, unless standardized
  const arma::fmat& x;
  std::span<const std::int32_t> labels;    ///< one per sample
  std::span<const std::uint32_t> indices;  ///< of the samples in the data set
};

/// Iterates over a subset batch by batch, each sample once per epoch. The last
/// batch may be smaller. All memory is allocated at the start, none in a
/// training step. The batches' contents depend only on the settings, not on
/// threads or prefetching.
class Loader {
 public:
  struct Settings {
    std::size_t batch_size = 128;
    bool shuffle = true;  ///< else in the order of the subset
    std::uint64_t seed = 1;
    /// How images are changed: differently in every epoch, the same for the
    /// same (seed, epoch, index in the data set).
    Augment augment = {};
    /// (pixel / 255 - mean) / standard deviation, after augmentation; the
    /// defaults change nothing.
    double mean = 0;
    double standard_deviation = 1;
    /// Instead of these two: those of each channel.
    std::vector<PixelMoments> channels = {};
    /// Whether the loader's own thread prepares the next batch while the caller
    /// uses this one. By default only with augmentation (without it, a batch
    /// takes no time worth hiding), and only if training leaves a core idle: a
    /// core that is busy training had better prepare between steps.
    std::optional<bool> prefetch = {};
  };

  /// Starts at epoch 0. UsageError if an index is beyond the data set, the
  /// batch size is 0, a standard deviation is not positive, `channels` are not
  /// as many as the images have, or the augmentation is invalid (see check()).
  Loader(Subset subset, Settings settings);
  Loader(const Loader&) = delete;  // a batch is a view of the loader's memory
  Loader& operator=(const Loader&) = delete;

  std::size_t samples() const { return subset_.size(); }
  std::size_t batch_size() const { return settings_.batch_size; }
  /// UsageError if there are none: their mean loss would be NaN. `what` says
  /// what they were needed for, e.g. "evaluate".
  void expect_samples(const char* what) const;
  /// Batches per epoch, including the last partial one.
  std::size_t batches() const;
  const Dataset& data() const { return *subset_.data; }
  const Standardization& standardization() const { return standardize_; }
  bool augments() const { return !resamplers_.empty(); }
  /// Has each channel its own mean and deviation? Then standardization()
  /// changes nothing.
  bool standardizes_channels() const { return !channels_.empty(); }
  /// Is the next batch prepared ahead?
  bool prefetches() const { return prefetch_ != nullptr; }

  /// Puts the samples in an order that depends only on (seed, epoch).
  void start_epoch(std::uint32_t epoch);
  /// The next batch, or nullptr at the end of the epoch.
  const Batch* next();
  /// The same without loading the pixels: for a backend that holds the data set
  /// in its own memory.
  const Batch* next_without_pixels();
  /// Skips batches without loading them, to resume within an epoch.
  void skip(std::size_t batches);

 private:
  /// The memory of one batch.
  struct Slot {
    Slot(std::size_t features, std::size_t columns, std::size_t rest);
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    Buffer<float> memory;
    arma::fmat full;  // features x batch size
    arma::fmat last;  // the same memory, fewer columns
    std::vector<std::int32_t> labels;
    std::optional<Batch> batch;
  };

  Slot make_slot(std::size_t columns) const;
  bool wants_prefetch() const;
  void start_prefetch();
  void discard_prefetched();
  void prepare_on_all_threads(Slot& slot);
  void prepare_on_this_thread(Slot& slot);
  arma::fmat& begin(Slot& slot);
  void load(Slot& slot, Range range, Resampler* resampler);

  Subset subset_;
  Settings settings_;
  Standardization standardize_;
  std::vector<Standardization> channels_;  // none: the same for all
  std::uint32_t epoch_ = 0;
  std::vector<std::uint32_t> order_;    // the epoch's samples
  std::size_t position_ = 0;            // of the next batch, in order_
  std::vector<Resampler> resamplers_;   // one per thread; none: no augmentation
  Slot first_, second_;                 // the second is for prefetching only
  Slot* current_ = &first_;             // what next() has returned
  Slot* ahead_ = &second_;              // what is prepared ahead
  bool is_ahead_ = false;               // … since the last next()
  std::unique_ptr<Prefetch> prefetch_;  // last: its thread uses the rest
};

}  // namespace nn
