#include <algorithm>

#include "cublas_v2.h"
#include "memory.hpp"
#include "report.hpp"
#include "stream.hpp"

extern "C" {
void sgemm_(const char*, const char*, const int*, const int*, const int*,
            const float*, const float*, const int*, const float*, const int*,
            const float*, float*, const int*);
void sgemv_(const char*, const int*, const int*, const float*, const float*,
            const int*, const float*, const int*, const float*, float*,
            const int*);
}

struct cublasContext {
  cudaStream_t stream = nullptr;
  cublasMath_t math = CUBLAS_DEFAULT_MATH;
  cublasPointerMode_t pointers = CUBLAS_POINTER_MODE_HOST;
};

using namespace cuda_on_cpu;

namespace {

const char* letter(cublasOperation_t op) {
  return op == CUBLAS_OP_N ? "N" : "T";
}

// alpha and beta: read now, or by the device when its turn comes.
struct Scalar {
  const float* at;
  float value;
  Scalar(const cublasContext& c, const float* p)
      : at(c.pointers == CUBLAS_POINTER_MODE_DEVICE ? p : nullptr),
        value(at != nullptr ? 0 : *p) {}
  float get() const { return at != nullptr ? *at : value; }
};

// Matrices of the device: `count` of them, `stride` numbers apart, each in
// columns `leading` apart. A vector with a stride is a matrix of one row.
struct Matrices {
  const char* name;
  const float* data;
  int rows, cols, leading;
  long long stride = 0;
  int count = 1;

  template <class F>
  void for_columns(F f) const {
    for (long long i = 0; i < count; ++i) {
      for (long long j = 0; j < cols; ++j) {
        f(data + i * stride + j * leading, sizeof(float) * rows);
      }
    }
  }
};

bool valid(const Matrices& m, const void* where) {
  bool good = true;
  m.for_columns([&](const float* column, std::size_t bytes) {
    good = good && (bytes == 0 || holds(Place::device, column, bytes));
  });
  if (good) return true;
  report(std::string("matrix ") + m.name + " of a cuBLAS call (" +
             std::to_string(m.rows) + " x " + std::to_string(m.cols) +
             ", leading dimension " + std::to_string(m.leading) +
             ") is not all in device memory: it begins in " + describe(m.data),
         where, nullptr, cudaErrorIllegalAddress);
  return false;
}

void read(const Matrices& m, const void* where) {
  m.for_columns([&](const float* column, std::size_t bytes) {
    watch_read(column, bytes, "a cuBLAS call", where);
  });
}

void written(const Matrices& m) {
  m.for_columns([](const float* column, std::size_t bytes) {
    watch_written(column, bytes);
  });
}

cublasStatus_t status(cudaError_t error) {
  return error == cudaSuccess ? CUBLAS_STATUS_SUCCESS
                              : CUBLAS_STATUS_EXECUTION_FAILED;
}

cublasStatus_t gemm(cublasHandle_t handle, cublasOperation_t op_a,
                    cublasOperation_t op_b, int m, int n, int k,
                    const float* alpha, const float* a, int lda,
                    long long stride_a, const float* b, int ldb,
                    long long stride_b, const float* beta, float* c, int ldc,
                    long long stride_c, int count, const void* where) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  const bool na = op_a == CUBLAS_OP_N, nb = op_b == CUBLAS_OP_N;
  const int rows_a = na ? m : k, rows_b = nb ? k : n;
  if (m < 0 || n < 0 || k < 0 || count < 0 || lda < std::max(1, rows_a) ||
      ldb < std::max(1, rows_b) || ldc < std::max(1, m)) {
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  const Matrices of_a{"A", a, rows_a, na ? k : m, lda, stride_a, count};
  const Matrices of_b{"B", b, rows_b, nb ? n : k, ldb, stride_b, count};
  const Matrices of_c{"C", c, m, n, ldc, stride_c, count};
  if (!valid(of_a, where) || !valid(of_b, where) || !valid(of_c, where)) {
    return CUBLAS_STATUS_EXECUTION_FAILED;
  }
  const Scalar scale(*handle, alpha), keep(*handle, beta);
  return status(enqueue(handle->stream, {[=] {
                          const float al = scale.get(), be = keep.get();
                          read(of_a, where);
                          read(of_b, where);
                          if (be != 0) read(of_c, where);
                          for (long long i = 0; i < count; ++i) {
                            sgemm_(letter(op_a), letter(op_b), &m, &n, &k, &al,
                                   a + i * stride_a, &lda, b + i * stride_b,
                                   &ldb, &be, c + i * stride_c, &ldc);
                          }
                          written(of_c);
                        }}));
}

}  // namespace

cublasStatus_t cublasSgemm(cublasHandle_t handle, cublasOperation_t op_a,
                           cublasOperation_t op_b, int m, int n, int k,
                           const float* alpha, const float* a, int lda,
                           const float* b, int ldb, const float* beta, float* c,
                           int ldc) {
  return gemm(handle, op_a, op_b, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c,
              ldc, 0, 1, __builtin_return_address(0));
}

cublasStatus_t cublasSgemmStridedBatched(
    cublasHandle_t handle, cublasOperation_t op_a, cublasOperation_t op_b,
    int m, int n, int k, const float* alpha, const float* a, int lda,
    long long stride_a, const float* b, int ldb, long long stride_b,
    const float* beta, float* c, int ldc, long long stride_c, int count) {
  return gemm(handle, op_a, op_b, m, n, k, alpha, a, lda, stride_a, b, ldb,
              stride_b, beta, c, ldc, stride_c, count,
              __builtin_return_address(0));
}

cublasStatus_t cublasSgemv(cublasHandle_t handle, cublasOperation_t op_a, int m,
                           int n, const float* alpha, const float* a, int lda,
                           const float* x, int incx, const float* beta,
                           float* y, int incy) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (m < 0 || n < 0 || lda < std::max(1, m) || incx <= 0 || incy <= 0) {
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  const bool na = op_a == CUBLAS_OP_N;
  const void* const where = __builtin_return_address(0);
  const Matrices of_a{"A", a, m, n, lda}, of_x{"x", x, 1, na ? n : m, incx},
      of_y{"y", y, 1, na ? m : n, incy};
  if (!valid(of_a, where) || !valid(of_x, where) || !valid(of_y, where)) {
    return CUBLAS_STATUS_EXECUTION_FAILED;
  }
  const Scalar scale(*handle, alpha), keep(*handle, beta);
  return status(enqueue(handle->stream, {[=] {
                          const float al = scale.get(), be = keep.get();
                          read(of_a, where);
                          read(of_x, where);
                          if (be != 0) read(of_y, where);
                          sgemv_(letter(op_a), &m, &n, &al, a, &lda, x, &incx,
                                 &be, y, &incy);
                          written(of_y);
                        }}));
}

const char* cublasGetStatusName(cublasStatus_t s) {
  switch (s) {
    case CUBLAS_STATUS_SUCCESS:
      return "CUBLAS_STATUS_SUCCESS";
    case CUBLAS_STATUS_NOT_INITIALIZED:
      return "CUBLAS_STATUS_NOT_INITIALIZED";
    case CUBLAS_STATUS_INVALID_VALUE:
      return "CUBLAS_STATUS_INVALID_VALUE";
    default:
      return "CUBLAS_STATUS_EXECUTION_FAILED";
  }
}

const char* cublasGetStatusString(cublasStatus_t s) {
  switch (s) {
    case CUBLAS_STATUS_SUCCESS:
      return "success";
    case CUBLAS_STATUS_NOT_INITIALIZED:
      return "the library was not initialized";
    case CUBLAS_STATUS_INVALID_VALUE:
      return "an invalid value was passed";
    default:
      return "the function failed to launch on the GPU";
  }
}

cublasStatus_t cublasCreate(cublasHandle_t* handle) {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return status(e);
  *handle = new cublasContext;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasDestroy(cublasHandle_t handle) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  finish_all();
  delete handle;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasGetVersion(cublasHandle_t, int* version) {
  *version = 130000;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetStream(cublasHandle_t handle, cudaStream_t stream) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  handle->stream = stream;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetMathMode(cublasHandle_t handle, cublasMath_t mode) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  handle->math = mode;  // the rounding of TF32 is not modeled
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasGetMathMode(cublasHandle_t handle, cublasMath_t* mode) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  *mode = handle->math;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetPointerMode(cublasHandle_t handle,
                                    cublasPointerMode_t mode) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  handle->pointers = mode;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetAtomicsMode(cublasHandle_t handle,
                                    cublasAtomicsMode_t) {
  return handle == nullptr ? CUBLAS_STATUS_NOT_INITIALIZED
                           : CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasSetWorkspace(cublasHandle_t handle, void* workspace,
                                  std::size_t bytes) {
  if (handle == nullptr) return CUBLAS_STATUS_NOT_INITIALIZED;
  return bytes == 0 || holds(Place::device, workspace, bytes)
             ? CUBLAS_STATUS_SUCCESS
             : CUBLAS_STATUS_INVALID_VALUE;
}
