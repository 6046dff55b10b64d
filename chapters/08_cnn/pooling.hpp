/// Pooling: each window, channel by channel, becomes one number.
#pragma once

#include "convolution.hpp"

namespace chapter08 {

/// The largest, or the mean, of every window of every channel.
/// x: height x width x channels, the result has fewer pixels.
Image max_pool(const Image& x, const nn::Window& window);
Image average_pool(const Image& x, const nn::Window& window);

/// dy goes to the largest pixel of its window.
Image max_pool_backward(const Image& x, const Image& dy,
                        const nn::Window& window);

/// dy is divided evenly among the window's pixels.
Image average_pool_backward(const Image& x, const Image& dy,
                            const nn::Window& window);

}  // namespace chapter08
