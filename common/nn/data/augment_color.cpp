#include "nn/data/augment_color.hpp"

#include <algorithm>
#include <numeric>
#include <type_traits>

namespace nn {
namespace {

inline float blend(float value, float other, float factor) {
  return std::clamp(factor * value + (1 - factor) * other, 0.0f, 1.0f);
}

/// `channels` is a number or, for vector instructions, an integral_constant.
template <class Channels>
float gray(const float* pixel, Channels channels) {
  if (channels == 1) return pixel[0];
  if (channels == 3)
    return 0.2989f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2];
  return std::accumulate(pixel, pixel + channels, 0.0f) /
         static_cast<float>(channels);
}

/// Every value as much closer to `other`, or farther from it.
void blend_all(std::span<float> pixels, float other, float factor) {
  float* const values = pixels.data();
#pragma omp simd
  for (std::size_t i = 0; i < pixels.size(); ++i)
    values[i] = blend(values[i], other, factor);
}

template <class Channels>
float mean_gray(std::span<const float> pixels, Channels channels) {
  double sum = 0;
  for (std::size_t i = 0; i < pixels.size(); i += channels)
    sum += double{gray(pixels.data() + i, channels)};
  return static_cast<float>(sum * static_cast<double>(channels) /
                            static_cast<double>(pixels.size()));
}

template <class Channels>
void saturate(std::span<float> pixels, Channels channels, float factor) {
  float* const values = pixels.data();
  for (std::size_t i = 0; i < pixels.size(); i += channels) {
    const float own = gray(values + i, channels);
    for (std::size_t k = 0; k < channels; ++k)
      values[i + k] = blend(values[i + k], own, factor);
  }
}

template <class Channels>
void take_steps(std::span<float> pixels, Channels channels,
                const ColorChange& change) {
  for (const ColorStep step : change.order) {
    if (step == ColorStep::brightness && change.brightness != 1)
      blend_all(pixels, 0, static_cast<float>(change.brightness));
    if (step == ColorStep::contrast && change.contrast != 1)
      blend_all(pixels, mean_gray(pixels, channels),
                static_cast<float>(change.contrast));
    if (step == ColorStep::saturation && change.saturation != 1 &&
        channels != 1)
      saturate(pixels, channels, static_cast<float>(change.saturation));
  }
}

}  // namespace

void change_colors(std::span<float> pixels, std::size_t channels,
                   const ColorChange& change) {
  if (channels == 3)
    take_steps(pixels, std::integral_constant<std::size_t, 3>{}, change);
  else
    take_steps(pixels, channels, change);
}

void change_colors(std::span<float> pixels, std::size_t channels,
                   const ColorChange& change, Standardization standardize) {
  change_colors(pixels, channels, change);
  for (float& value : pixels)
    value = standardize(value);
}

}  // namespace nn
