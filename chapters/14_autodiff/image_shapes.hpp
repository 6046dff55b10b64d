/// What the operations on images have in common: shapes, and memory.
#pragma once

#include <memory>

#include <fmt/format.h>

#include "general.hpp"
#include "kernels.hpp"
#include "shapes.hpp"

namespace chapter14 {

/// The same window, as the kernels take it.
inline Sliding sliding(const Attributes& attributes) {
  const auto& [in, out, window] = attributes.window;
  return {in.channels, in.height,     in.width,      out.channels,  out.height,
          out.width,   window.kernel, window.stride, window.padding};
}

/// channels x width x height x samples
inline Dims dims_of_images(const nn::Shape& shape, std::size_t samples) {
  return {shape.channels, shape.width, shape.height, samples};
}

inline std::size_t samples(const Dims& images) {
  return extent(images, 3);
}

inline void expect_images(const nn::Shape& shape, const Dims& dims) {
  expect(dims == dims_of_images(shape, samples(dims)),
         fmt::format("{} are no images of {} (channels x width x height x "
                     "samples)",
                     to_string(dims), nn::to_string(shape)));
}

inline double multiply_adds(const nn::WindowedShape& shape,
                            std::size_t samples) {
  return static_cast<double>(shape.window.taps() * shape.in.channels) *
         static_cast<double>(shape.out.features() * samples);
}

inline nn::WindowedShape windowed(const Operation& operation,
                                  const Located& first, const Dims& dims,
                                  const nn::Window& window,
                                  std::size_t out_channels) {
  const nn::Shape in = {extent(dims, 0), extent(dims, 2), extent(dims, 1)};
  try {
    return nn::slide(window, in, out_channels);
  } catch (const nn::ShapeError& error) {
    first.tensor.graph->complain(first.where, operation, error.what());
  }
}

/// The working memory of a node, made at its first run.
template <class Real>
Convolver<Real>& convolver(const Call<Real>& call) {
  if (!*call.memory)
    *call.memory =
        std::make_shared<Convolver<Real>>(sliding(call.node.attributes));
  return *static_cast<Convolver<Real>*>(call.memory->get());
}

/// The places of a pooling, in the room of numbers.
template <class Real>
std::uint8_t* bytes(const Real* numbers) {
  return reinterpret_cast<std::uint8_t*>(const_cast<Real*>(numbers));
}

/// Four places, one byte each, in the room of a float.
inline std::size_t room_for_places(std::size_t n) {
  return (n + 3) / 4;
}

}  // namespace chapter14
