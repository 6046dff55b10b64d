#include "color_shapes.hpp"

#include <algorithm>
#include <cmath>

#include "nn/core/random.hpp"

namespace chapter15 {
namespace {

constexpr std::size_t side = 16, shapes = 5;
using Color = std::array<double, 3>;  // 0 … 1

/// Is the point inside the shape? x and y: from its center, in units of its
/// size, y down.
bool inside(std::size_t shape, double x, double y) {
  const double r = std::hypot(x, y);
  if (shape == 0) return r < 1;                                      // disc
  if (shape == 1) return std::max(std::abs(x), std::abs(y)) < 0.85;  // square
  if (shape == 2) return y < 0.8 && std::abs(x) < (y + 1) / 1.8;     // triangle
  if (shape == 3) return std::min(std::abs(x), std::abs(y)) < 0.35 && r < 1.1;
  return r > 0.6 && r < 1.1;  // ring
}

/// Red-orange or blue, a little different each time.
Color color_of(bool warm, nn::Random& random) {
  const double shade = random.uniform(0.75, 1);
  const double middle = random.uniform(0.3, 0.5);
  const double low = random.uniform(0.1, 0.3);
  if (warm) return {0.9 * shade, middle * shade, low * shade};
  return {low * shade, middle * shade, 0.9 * shade};
}

std::uint8_t byte(double value) {
  return static_cast<std::uint8_t>(
      std::lround(255 * std::clamp(value, 0.0, 1.0)));
}

void draw_scene(std::size_t kind, nn::Random& random, std::uint8_t* pixel) {
  const Color color = color_of(kind % 2 == 0, random);
  const double ground = random.uniform(0.25, 0.6);
  const double size = random.uniform(4, 6.5);
  const double cx = random.uniform(6, 9), cy = random.uniform(6, 9);
  for (std::size_t y = 0; y < side; ++y)
    for (std::size_t x = 0; x < side; ++x) {
      const double noise = 0.05 * random.normal();
      const bool hit =
          inside(kind / 2, (double(x) - cx) / size, (double(y) - cy) / size);
      for (std::size_t k = 0; k < 3; ++k)
        *pixel++ = byte((hit ? color[k] : ground) + noise);
    }
}

}  // namespace

nn::Dataset color_shapes(std::size_t count, std::uint64_t seed) {
  nn::Dataset data;
  data.name = "colored shapes";
  data.shape = {3, side, side};
  for (const char* shape : {"disc", "square", "triangle", "cross", "ring"})
    for (const char* color : {"warm ", "cold "})
      data.class_names.push_back(std::string(color) + shape);
  data.classes = data.class_names.size();
  data.pixels.resize(count * data.shape.features());
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t kind = i % (2 * shapes);
    nn::Random random(seed, nn::Stream::data, static_cast<std::uint32_t>(i));
    draw_scene(kind, random, data.pixels.data() + i * data.shape.features());
    data.labels.push_back(static_cast<std::int32_t>(kind));
  }
  return data;
}

nn::Dataset in_light(const nn::Dataset& scenes, const Light& light) {
  nn::Dataset data = scenes;
  const Color gains{light.red, light.green, light.blue};
  for (std::size_t i = 0; i < data.pixels.size(); ++i)
    data.pixels[i] = byte(gains[i % 3] * data.pixels[i] / 255 + light.haze);
  return data;
}

}  // namespace chapter15
