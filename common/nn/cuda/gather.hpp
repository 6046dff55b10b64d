/// Batches gathered on the device; all pointers are device memory.
#pragma once

#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

/// x: features x samples. Column j is image indices[j] of `pixels`, whose
/// bytes become (byte / 255 - mean) * factor.
void gather_images(const std::uint8_t* pixels, const std::uint32_t* indices,
                   float mean, float factor, Matrix& x);
/// labels[j] = all[indices[j]]
void gather_classes(const std::int32_t* all, const std::uint32_t* indices,
                    std::size_t count, std::int32_t* labels);

}  // namespace nn::cuda
