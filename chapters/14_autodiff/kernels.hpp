/// What the graph takes from the library: products, convolutions and pooling.
/// Both who walks a graph and the written function call these. This header
/// stands alone, so that the written function compiles in a second.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace chapter14 {

// ---- matrix products: C is rows x cols, summed over `inner`
template <class Real>
void product(const Real* A, const Real* B, Real* C, std::size_t rows,
             std::size_t inner, std::size_t cols);
template <class Real>
void product_tn(const Real* A, const Real* B, Real* C, std::size_t rows,
                std::size_t inner, std::size_t cols);
template <class Real>
void product_nt(const Real* A, const Real* B, Real* C, std::size_t rows,
                std::size_t inner, std::size_t cols);

/// A window that slides over images of channels x width x height.
struct Sliding {
  std::size_t in_channels, in_height, in_width;
  std::size_t out_channels, out_height, out_width;
  std::size_t kernel, stride, padding;
};

/// A convolution, with its working memory. One object is for one shape.
template <class Real>
class Convolver {
 public:
  explicit Convolver(const Sliding& window);
  ~Convolver();
  Convolver(const Convolver&) = delete;
  Convolver& operator=(const Convolver&) = delete;

  void forward(const Real* W, const Real* b, const Real* x, Real* y,
               std::size_t samples);
  /// dx, dW or db may be null.
  void backward(const Real* W, const Real* x, const Real* dy, Real* dx,
                Real* dW, Real* db, std::size_t samples);

  /// The same with ReLU and max pooling of 2x2 pixels behind it: the
  /// convolution's own result never reaches main memory. float only.
  void forward_pooled(const Real* W, const Real* b, const Real* x, Real* y,
                      std::uint8_t* places, std::size_t samples);
  void backward_pooled(const Real* W, const Real* x, const Real* y,
                       const std::uint8_t* places, const Real* dy, Real* dx,
                       Real* dW, Real* db, std::size_t samples);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};
extern template class Convolver<float>;
extern template class Convolver<double>;

/// places: for each result, where in its window the largest number stands. y or
/// places may be null.
template <class Real>
void max_pool(const Sliding& window, const Real* x, Real* y,
              std::uint8_t* places, std::size_t samples);
template <class Real>
void max_pool_gradient(const Sliding& window, const std::uint8_t* places,
                       const Real* dy, Real* dx, std::size_t samples);

/// nn::Error: this number is no row of so many.
[[noreturn]] void no_such_row(float number, std::size_t rows);

// ---- loops on several threads

/// f(begin, end) for parts of 0 … n-1, on all threads that `n` keeps busy; a
/// thread's part begins at a multiple of 64.
void run_parallel(void (*f)(void*, std::size_t, std::size_t), void* of,
                  std::size_t n, std::size_t numbers_each);
template <class F>
void parallel(std::size_t n, std::size_t numbers_each, const F& f) {
  run_parallel(
      [](void* of, std::size_t begin, std::size_t end) {
        (*static_cast<const F*>(of))(begin, end);
      },
      const_cast<F*>(&f), n, numbers_each);
}

}  // namespace chapter14
