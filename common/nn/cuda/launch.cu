#include <algorithm>
#include <climits>
#include <cstring>
#include <string>

#include "nn/core/error.hpp"
#include "nn/cuda/copy.hpp"
#include "nn/cuda/launch.cuh"

namespace nn::cuda {
namespace {

/// Pinned memory for each direction: twenty batches of 128 images, when they
/// come from the host.
constexpr std::size_t pinned_bytes = std::size_t{1} << 23;
/// The workspace of cuBLAS; provided up front, so that it allocates none while
/// a step is captured. 32 MiB is what it recommends for Hopper.
constexpr std::size_t workspace_bytes = std::size_t{32} << 20;

[[noreturn]] void fail(const char* call, const char* name, const char* meaning,
                       const Place& where) {
  const std::string file = where.file_name();
  throw Error(std::string(call) + " failed with " + name + " (" + meaning +
              ") at " + file.substr(file.rfind('/') + 1) + ":" +
              std::to_string(where.line()) + "; --device cpu needs no GPU");
}

}  // namespace

void check(cudaError_t status, const char* call, const Place& where) {
  if (status != cudaSuccess)
    fail(call, cudaGetErrorName(status), cudaGetErrorString(status), where);
}

void check(cublasStatus_t status, const char* call, const Place& where) {
  if (status != CUBLAS_STATUS_SUCCESS)
    fail(call, cublasGetStatusName(status), cublasGetStatusString(status),
         where);
}

int as_int(std::size_t n, const Place& where) {
  if (n > INT_MAX)
    fail("counting", "more than 2^31 numbers in one matrix",
         "take smaller batches", where);
  return static_cast<int>(n);
}

Grid over(std::size_t n, const Place& where) {
  const auto size = static_cast<std::size_t>(block_size);
  const std::size_t blocks = (n + size - 1) / size;
  return {dim3(static_cast<unsigned>(std::clamp<std::size_t>(blocks, 1, 1024))),
          dim3(block_size), where};
}

Grid warps(std::size_t n, const Place& where) {
  return over(n * warp_size, where);
}

// ---- the context

Context& context() {
  static Context the_one;
  return the_one;
}

Context::Context() {
  check(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking),
        "cudaStreamCreateWithFlags");
  void* pinned = nullptr;
  check(cudaMallocHost(&pinned, 2 * pinned_bytes), "cudaMallocHost");
  pinned_ = static_cast<std::uint8_t*>(pinned);
  check(cublasCreate(&blas_), "cublasCreate");
  check(cublasSetStream(blas_, stream_), "cublasSetStream");
  check(cudaMalloc(&workspace_, workspace_bytes), "cudaMalloc");
  check(cublasSetWorkspace(blas_, workspace_, workspace_bytes),
        "cublasSetWorkspace");
  set_math_mode();
}

Context::~Context() {  // the process ends: nothing can be done about errors
  static_cast<void>(cublasDestroy(blas_));
  static_cast<void>(cudaFree(workspace_));
  static_cast<void>(cudaFreeHost(pinned_));
  static_cast<void>(cudaStreamDestroy(stream_));
}

void Context::set_math_mode() {
  check(cublasSetMathMode(blas_, Device::settings().tf32
                                     ? CUBLAS_TF32_TENSOR_OP_MATH
                                     : CUBLAS_DEFAULT_MATH),
        "cublasSetMathMode");
}

void Context::upload(void* to, const void* from, std::size_t bytes) {
  const auto* source = static_cast<const std::uint8_t*>(from);
  auto* target = static_cast<std::uint8_t*>(to);
  while (bytes > 0) {
    if (used_ == pinned_bytes) {
      synchronize();  // all of it has been copied by now
      used_ = 0;
    }
    const std::size_t part = std::min(bytes, pinned_bytes - used_);
    std::memcpy(pinned_ + used_, source, part);
    check(cudaMemcpyAsync(target, pinned_ + used_, part, cudaMemcpyHostToDevice,
                          stream_),
          "cudaMemcpyAsync to the device");
    used_ = std::min(pinned_bytes, (used_ + part + 15) / 16 * 16);
    source += part, target += part, bytes -= part;
  }
}

void Context::download(void* to, const void* from, std::size_t bytes) {
  if (graph_capture().mode() != GraphCapture::Mode::direct)
    throw Error("a step that is captured cannot wait for a number");
  was_read = true;
  const auto* source = static_cast<const std::uint8_t*>(from);
  auto* target = static_cast<std::uint8_t*>(to);
  std::uint8_t* const room = pinned_ + pinned_bytes;
  while (bytes > 0) {
    const std::size_t part = std::min(bytes, pinned_bytes);
    check(cudaMemcpyAsync(room, source, part, cudaMemcpyDeviceToHost, stream_),
          "cudaMemcpyAsync to the host");
    synchronize();
    std::memcpy(target, room, part);
    source += part, target += part, bytes -= part;
  }
}

void Context::synchronize() {
  check(cudaStreamSynchronize(stream_), "work on the device");
}

void copy_to_device(void* to, const void* from, std::size_t bytes) {
  context().upload(to, from, bytes);
}
void copy_to_host(void* to, const void* from, std::size_t bytes) {
  context().download(to, from, bytes);
}

// ---- graph capture

GraphCapture& graph_capture() {
  static GraphCapture the_one;
  return the_one;
}

void GraphCapture::begin(Mode mode) {
  places_.resize(numbers_.size());
  mode_ = mode;
  fingerprint_ = 14695981039346656037u;  // FNV-1a
  count_ = 0;
}

void GraphCapture::send_numbers() {
  context().upload(places_.data(), numbers_.data(),
                   count_ * sizeof numbers_[0]);
}

void GraphCapture::note(const void* bytes, std::size_t count) {
  const auto* byte = static_cast<const std::uint8_t*>(bytes);
  for (std::size_t i = 0; i < count; ++i)
    fingerprint_ = (fingerprint_ ^ byte[i]) * 1099511628211u;
}

std::size_t GraphCapture::next_number(std::uint32_t bits) {
  if (count_ == numbers_.size())
    throw Error("a captured step has more than 64 numbers that change");
  numbers_[count_] = bits;
  return count_++;
}

// ---- products

void gemm(const Factor& A, const Factor& B, float beta, float* C,
          const Place& where) {
  const std::size_t m = A.transposed ? A.cols : A.rows;
  const std::size_t k = A.transposed ? A.rows : A.cols;
  const std::size_t n = B.transposed ? B.rows : B.cols;
  GraphCapture& capture = graph_capture();
  if (capture.mode() != GraphCapture::Mode::direct) {
    for (const std::size_t size : {m, n, k, A.stride, B.stride})
      capture.note(size);
    capture.note(A.data), capture.note(B.data), capture.note(C);
    capture.note(A.transposed), capture.note(B.transposed), capture.note(beta);
  }
  if (!capture.submits()) return;
  const float one = 1;
  check(cublasSgemm(context().blas(), A.transposed ? CUBLAS_OP_T : CUBLAS_OP_N,
                    B.transposed ? CUBLAS_OP_T : CUBLAS_OP_N, as_int(m),
                    as_int(n), as_int(k), &one, A.data, as_int(A.stride),
                    B.data, as_int(B.stride), &beta, C, as_int(m)),
        "cublasSgemm", where);
}

}  // namespace nn::cuda
