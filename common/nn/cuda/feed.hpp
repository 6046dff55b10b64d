/// Batches on the device.
#pragma once

#include "nn/cuda/matrix.hpp"
#include "nn/data/loader.hpp"

namespace nn::cuda {

/// Brings the loader's batches to the device. The data set is copied there
/// once (sets are told apart by their address); then a batch is its samples'
/// indices, a few hundred bytes, and a kernel gathers them. Augmented
/// batches, and those whose channels are standardized one by one, are made on
/// the host and copied.
class Feed {
 public:
  /// The loader's next batch, or nullptr at the end of the epoch. Its indices
  /// are on the way to the device.
  const Batch* next(Loader& loader);

  /// Features x samples; valid until the next call.
  const Matrix& x(const Batch& batch);
  Labels labels(const Batch& batch) const {
    return {labels_.data(), batch.indices.size(), label_range_};
  }

 private:
  void upload(const Dataset& data);

  const Dataset* data_ = nullptr;  // what is on the device
  Standardization standardize_;
  bool gathers_ = true;
  Array<std::uint8_t> pixels_;
  Array<std::int32_t> all_labels_;
  LabelRange label_range_;        // of all of them
  Array<std::uint32_t> indices_;  // of the batch
  Array<std::int32_t> labels_;    // of the batch
  Buffer x_buffer_;
  Matrix x_;
};

}  // namespace nn::cuda
