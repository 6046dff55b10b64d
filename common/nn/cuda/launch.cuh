/// How the host gives work to the device: one stream, checked calls.
#pragma once

#include <array>
#include <bit>
#include <source_location>
#include <type_traits>

#include <cublas_v2.h>
#include <cuda_runtime.h>

#include "nn/cuda/device.hpp"
#include "nn/cuda/matrix.hpp"

namespace nn::cuda {

using Place = std::source_location;

/// Throws a one-line Error if a call has failed: which, why, and where.
void check(cudaError_t status, const char* call,
           const Place& where = Place::current());
void check(cublasStatus_t status, const char* call,
           const Place& where = Place::current());

/// n as CUDA and cuBLAS want it; throws an Error if it is too large.
int as_int(std::size_t n, const Place& where = Place::current());

/// A number that changes from step to step: itself, or, in a step that is
/// captured for replay, its place in device memory.
template <class T>
struct Changing {
  const T* place;
  T value;
  T unused{};  // no gap: GraphCapture::note() reads every byte
  __device__ T get() const { return place ? *place : value; }
};

/// A launch's threads, and where in the source it is.
struct Grid {
  dim3 blocks, threads;
  Place where;
  Grid(dim3 blocks_, dim3 threads_, const Place& where_ = Place::current())
      : blocks(blocks_), threads(threads_), where(where_) {}
};

inline constexpr int warp_size = 32;
inline constexpr int block_size = 256;

/// One thread for each of n numbers, up to 1024 blocks; in the kernel,
/// for (int i = first(); i < n; i += step()) does the rest.
Grid over(std::size_t n, const Place& where = Place::current());
/// One warp for each of n columns.
Grid warps(std::size_t n, const Place& where = Place::current());
inline Grid one_block(const Place& where = Place::current()) {
  return {dim3(1), dim3(block_size), where};
}

/// The one stream, cuBLAS, and memory that operations share.
class Context {
 public:
  Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  cudaStream_t stream() const { return stream_; }
  cublasHandle_t blas() const { return blas_; }
  void set_math_mode();

  /// Copies to the device without waiting for it: the bytes go through pinned
  /// memory, whose parts are used in turn.
  void upload(void* to, const void* from, std::size_t bytes);
  /// Copies to the host and waits.
  void download(void* to, const void* from, std::size_t bytes);
  void synchronize();

  /// How often device memory was allocated: pointers captured earlier may be
  /// stale.
  std::uint64_t allocations = 0;
  /// Has a number been read on the host? Such a step cannot be replayed.
  bool was_read = false;

  // Used by one operation at a time, in stream order.
  Buffer columns;   // patches, or their gradient
  Buffer gradient;  // taken back through a ReLU
  Buffer partial;   // sums of each block
  Buffer samples;   // one number per sample: losses, hits, shares
  Buffer scalars;   // [0] the loss, [1] how many were right, [2] a norm

 private:
  cudaStream_t stream_ = nullptr;
  cublasHandle_t blas_ = nullptr;
  void* workspace_ = nullptr;       // of cuBLAS
  std::uint8_t* pinned_ = nullptr;  // for upload(), then for download()
  std::size_t used_ = 0;            // bytes for upload()
};

Context& context();

/// What happens to launches. In a replay they are not sent to the device: the
/// graph has them. Only the numbers that change are recorded, and a fingerprint
/// that shows whether the launches are the captured ones.
class GraphCapture {
 public:
  enum class Mode { direct, capture, replay };

  void begin(Mode mode);
  /// Sends the numbers that have changed to where the graph reads them.
  void send_numbers();
  void end() { mode_ = Mode::direct; }

  bool submits() const { return mode_ != Mode::replay; }
  Mode mode() const { return mode_; }
  std::uint64_t fingerprint() const { return fingerprint_; }

  template <class T>
  Changing<T> changing(T value) {
    static_assert(sizeof(T) == sizeof(std::uint32_t));
    if (mode_ == Mode::direct) return {nullptr, value};
    const std::size_t i = next_number(std::bit_cast<std::uint32_t>(value));
    return {reinterpret_cast<const T*>(places_.data()) + i, T{}};
  }

  /// Adds what a launch consists of to the fingerprint.
  void note(const void* bytes, std::size_t count);
  template <class T>
  void note(const T& value) {
    if constexpr (!std::is_empty_v<T>) note(&value, sizeof value);
  }

 private:
  std::size_t next_number(std::uint32_t bits);

  Mode mode_ = Mode::direct;
  std::uint64_t fingerprint_ = 0;
  std::array<std::uint32_t, 64> numbers_{};
  std::size_t count_ = 0;
  Array<std::uint32_t> places_;  // of the numbers, on the device
};

GraphCapture& graph_capture();

/// kernel<<<grid>>>(arguments...) as an ordinary function that g++ can read,
/// too. Structs among the arguments must have no padding bytes.
template <class... P, class... A>
void launch(const Grid& grid, void (*kernel)(P...), const A&... arguments) {
  GraphCapture& capture = graph_capture();
  if (capture.mode() != GraphCapture::Mode::direct) {
    capture.note(reinterpret_cast<const void*>(kernel));
    capture.note(grid.blocks), capture.note(grid.threads);
    (capture.note(static_cast<const std::remove_cvref_t<P>&>(arguments)), ...);
  }
  if (!capture.submits()) return;
  cudaLaunchConfig_t config{};
  config.gridDim = grid.blocks;
  config.blockDim = grid.threads;
  config.stream = context().stream();
  check(cudaLaunchKernelEx(&config, kernel, static_cast<P>(arguments)...),
        "cudaLaunchKernelEx", grid.where);
}

/// A column-major matrix in device memory; `stride` numbers from one column to
/// the next.
struct Factor {
  const float* data;
  std::size_t rows, cols, stride;
  bool transposed = false;
};
/// C = A B + beta C on cuBLAS, or, where flagged, of the transposes. rows and
/// cols are those of the stored matrix.
void gemm(const Factor& A, const Factor& B, float beta, float* C,
          const Place& where = Place::current());

}  // namespace nn::cuda
