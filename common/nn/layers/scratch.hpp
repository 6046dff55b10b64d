/// Room for a matrix that is needed again and again, in varying sizes.
#pragma once

#include <memory>

#include "nn/backend.hpp"

namespace nn {

/// A matrix with its own memory, which only grows.
template <Backend B>
class Scratch {
 public:
  using Matrix = typename B::Matrix;

  /// `rows` x `cols` numbers, not initialized; valid until the next call.
  Matrix& shaped(std::size_t rows, std::size_t cols) {
    if (buffer_.size() < rows * cols) buffer_.resize(rows * cols);
    // Assigning to a view would copy numbers: a new one takes its place.
    std::destroy_at(&matrix_);
    return *::new (&matrix_) Matrix(B::view(buffer_, 0, rows, cols));
  }

 private:
  typename B::Buffer buffer_;
  Matrix matrix_;
};

}  // namespace nn
