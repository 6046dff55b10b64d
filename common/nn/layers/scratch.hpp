/// Room for a matrix that is needed again and again, in varying sizes.
#pragma once

#include "nn/backend.hpp"

namespace nn {

/// Memory that only grows.
template <Backend B>
class Scratch {
 public:
  /// A view of `rows` x `cols` numbers, not initialized; valid until the next
  /// call.
  typename B::Matrix shaped(std::size_t rows, std::size_t cols) {
    if (buffer_.size() < rows * cols) buffer_.resize(rows * cols);
    return B::view(buffer_, 0, rows, cols);
  }

 private:
  typename B::Buffer buffer_;
};

}  // namespace nn
