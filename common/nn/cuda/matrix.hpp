/// Device memory. Including this file requires neither Armadillo nor a CUDA
/// header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "nn/core/label_range.hpp"

namespace nn::cuda {

/// Owns numbers in device memory. They have no value until they are written.
template <class T>
class Array {
 public:
  Array() = default;
  /// n zeros, as in std::vector.
  explicit Array(std::size_t n) { assign(n, T{}); }

  /// Makes room for n numbers; if it reallocates, the old ones are lost and
  /// steps captured for replay are captured again (nn/cuda/step.hpp).
  void resize(std::size_t n);
  void assign(std::size_t n, T value);

  std::size_t size() const { return size_; }
  T* data() { return memory_.get(); }
  const T* data() const { return memory_.get(); }

 private:
  struct Free {
    void operator()(T* memory) const noexcept;
  };
  std::unique_ptr<T[], Free> memory_;
  std::size_t size_ = 0, capacity_ = 0;
};

using Buffer = Array<float>;

/// A view of rows x cols numbers in device memory, column by column. Copying
/// it copies no numbers.
class Matrix {
 public:
  Matrix() = default;
  Matrix(float* data, std::size_t rows, std::size_t cols)
      : n_rows(rows), n_cols(cols), n_elem(rows * cols), data_(data) {}

  float* data() { return data_; }
  const float* data() const { return data_; }
  bool empty() const { return n_elem == 0; }

  std::size_t n_rows = 0, n_cols = 0, n_elem = 0;  // as Armadillo names them

 private:
  float* data_ = nullptr;
};

/// The true classes of a batch, in device memory.
struct Labels {
  const std::int32_t* data = nullptr;
  std::size_t count = 0;
  LabelRange range = {};  ///< that they lie in, as far as the host knows
  std::size_t size() const { return count; }
};

/// A number that the device computes: reading it waits. Valid until the next
/// operation that produces one of its kind.
class Scalar {
 public:
  explicit Scalar(const float* place) : place_(place) {}
  operator double() const;
  const float* place() const { return place_; }

 private:
  const float* place_;
};

/// The same for a count: an integer, exact up to 2^24.
class Count {
 public:
  explicit Count(const float* place) : place_(place) {}
  operator std::size_t() const;
  const float* place() const { return place_; }

 private:
  const float* place_;
};

}  // namespace nn::cuda
