#include "nn/cuda/feed.hpp"

#include "nn/cuda/copy.hpp"
#include "nn/cuda/gather.hpp"

namespace nn::cuda {

void Feed::upload(const Dataset& data) {
  pixels_.resize(data.pixels.size());
  all_labels_.resize(data.size());
  copy_to_device(pixels_.data(), data.pixels.data(), data.pixels.size());
  copy_to_device(all_labels_.data(), data.labels.data(),
                 data.size() * sizeof data.labels[0]);
  label_range_ = label_range(data.labels);
  data_ = &data;
}

const Batch* Feed::next(Loader& loader) {
  if (data_ != &loader.data()) upload(loader.data());
  standardize_ = loader.standardization();
  gathers_ = !loader.augments() && !loader.standardizes_channels();
  const Batch* batch = gathers_ ? loader.next_without_pixels() : loader.next();
  if (batch == nullptr) return nullptr;
  const std::size_t samples = batch->indices.size();
  const std::size_t features = loader.data().shape.features();
  const std::size_t room = std::min(loader.batch_size(), loader.samples());
  indices_.resize(room);
  labels_.resize(room);
  x_buffer_.resize(features * room);
  x_ = Matrix(x_buffer_.data(), features, samples);
  copy_to_device(indices_.data(), batch->indices.data(),
                 samples * sizeof batch->indices[0]);
  if (!gathers_)
    copy_to_device(x_.data(), batch->x.memptr(), x_.n_elem * sizeof(float));
  return batch;
}

const Matrix& Feed::x(const Batch& batch) {
  gather_classes(all_labels_.data(), indices_.data(), batch.indices.size(),
                 labels_.data());
  if (gathers_)
    gather_images(pixels_.data(), indices_.data(), standardize_.mean,
                  standardize_.factor, x_);
  return x_;
}

}  // namespace nn::cuda
