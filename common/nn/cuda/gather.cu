#include "nn/cuda/gather.hpp"
#include "nn/cuda/index.cuh"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {

// #region gather
/// One thread per pixel of the batch: (pixel / 255 - mean) * factor, rounded
/// as in nn/data/pixels.hpp.
__global__ void gather_pixels(int features, int n, const std::uint8_t* pixels,
                              const std::uint32_t* indices, float mean,
                              float factor, float* x) {
  for (int i = first(); i < n; i += step()) {
    const std::size_t image = indices[i / features];
    const std::uint8_t pixel =
        pixels[image * static_cast<std::size_t>(features) +
               static_cast<std::size_t>(i % features)];
    x[i] = (static_cast<float>(pixel) / 255.0f - mean) * factor;
  }
}
// #endregion gather

__global__ void gather_labels(int n, const std::int32_t* all,
                              const std::uint32_t* indices,
                              std::int32_t* labels) {
  for (int i = first(); i < n; i += step())
    labels[i] = all[indices[i]];
}

void gather_images(const std::uint8_t* pixels, const std::uint32_t* indices,
                   float mean, float factor, Matrix& x) {
  launch(over(x.n_elem), gather_pixels, as_int(x.n_rows), as_int(x.n_elem),
         pixels, indices, mean, factor, x.data());
}

void gather_classes(const std::int32_t* all, const std::uint32_t* indices,
                    std::size_t count, std::int32_t* labels) {
  launch(over(count), gather_labels, as_int(count), all, indices, labels);
}

}  // namespace nn::cuda
