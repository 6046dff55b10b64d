#include "nn/products/product.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "nn/products/packing.hpp"
#include "nn/products/tile.hpp"

namespace nn::products {
namespace {

// Sizes, in numbers. A tile of C is computed in registers. A panel of op(B) is
// `inner` x tile_columns and stays in the L1 cache while it meets all panels of
// op(A) in a block of `block_rows` x `inner`, which stays in the L2 cache.
template <class Real>
constexpr std::size_t inner_block = 1536 / sizeof(Real);
constexpr std::size_t block_rows = 256;
// A part of C: its panels of op(B) and its sums fit into the next cache level.
constexpr std::size_t part_rows = 1536, part_cols = 1536;
// Below this many multiply-adds, plain loops are faster.
constexpr std::size_t tiny = 256;
// Diagonal blocks of a symmetric product are not divided further.
constexpr std::size_t triangle_rows = 96;

enum Use { rows_packed, columns_packed, partial_sums, triangle };

/// This thread's memory for one of the uses, aligned to a cache line. It only
/// grows: nothing is allocated in a training step.
template <class Real, Use>
Real* scratch(std::size_t count) {
  constexpr std::size_t line = 64 / sizeof(Real);
  thread_local std::vector<Real> numbers;
  if (numbers.size() < count + line) numbers.resize(count + line);
  const auto address = reinterpret_cast<std::uintptr_t>(numbers.data());
  return numbers.data() + (-address % 64) / sizeof(Real);
}

constexpr std::size_t quotient_up(std::size_t n, std::size_t size) {
  return (n + size - 1) / size;
}

/// A part of C, whose factors are packed block by block.
template <class Real>
class Part {
 public:
  Part(Real alpha, const Lines<Real>& a, const Lines<Real>& b,
       std::size_t inner, Real beta, const Results<Real>& C)
      : alpha_(alpha), beta_(beta), a_(a), b_(b), inner_(inner), c_(C) {}

  /// Processes blocks of k of about the same size. Between blocks, the sums
  /// wait in memory.
  void run() {
    const std::size_t blocks =
        std::max<std::size_t>(1, quotient_up(inner_, inner_block<Real>));
    const std::size_t tiles = quotient_up(c_.rows, tile_rows<Real>) *
                              quotient_up(c_.cols, tile_columns);
    waiting_ = blocks > 1;
    sums_ =
        scratch<Real, partial_sums>(tile_size<Real> * (waiting_ ? tiles : 1));
    for (std::size_t block = 0; block < blocks; ++block) {
      first_ = block == 0;
      last_ = block + 1 == blocks;
      k_ = inner_ * block / blocks;
      depth_ = inner_ * (block + 1) / blocks - k_;
      pack_columns();
      for (std::size_t i = 0; i < c_.rows; i += block_rows)
        multiply(i, std::min(i + block_rows, c_.rows));
    }
  }

 private:
  /// With few rows, packing columns that lie along k does not pay off.
  bool columns_in_place() const {
    return b_.along_k && c_.rows <= 2 * tile_rows<Real>;
  }
  /// With few columns, packing rows that fill whole vectors does not pay off.
  bool rows_in_place(std::size_t rows) const {
    return !a_.along_k && c_.cols <= 2 * tile_columns &&
           rows % lanes<Real> == 0;
  }
  static std::size_t padded(std::size_t rows) {
    return quotient_up(rows, lanes<Real>) * lanes<Real>;
  }

  void pack_columns() {
    if (columns_in_place()) return;
    packed_b_ = scratch<Real, columns_packed>(c_.cols * depth_);
    for (std::size_t j = 0; j < c_.cols; j += tile_columns) {
      const std::size_t cols = std::min(tile_columns, c_.cols - j);
      pack(b_.at(j, k_), cols, cols, depth_, packed_b_ + j * depth_);
    }
  }

  /// Rows `begin` to `end` of C.
  void multiply(std::size_t begin, std::size_t end) {
    Real* packed = scratch<Real, rows_packed>(block_rows * depth_);
    for (std::size_t i = begin; i < end; i += tile_rows<Real>) {
      const std::size_t rows = std::min(tile_rows<Real>, end - i);
      if (!rows_in_place(rows))
        pack(a_.at(i, k_), rows, padded(rows), depth_,
             packed + (i - begin) * depth_);
    }
    for (std::size_t j = 0; j < c_.cols; j += tile_columns)
      for (std::size_t i = begin; i < end; i += tile_rows<Real>)
        multiply_tile(i, std::min(tile_rows<Real>, end - i), j,
                      packed + (i - begin) * depth_);
  }

  void multiply_tile(std::size_t i, std::size_t rows, std::size_t j,
                     const Real* packed_a) {
    const std::size_t cols = std::min(tile_columns, c_.cols - j);
    const std::size_t vectors = quotient_up(rows, lanes<Real>);
    const Panels<Real> panels = panels_of(i, rows, j, packed_a);
    const auto compute = columns_in_place()
                             ? choose_tile<Real, false>(vectors, cols)
                             : choose_tile<Real, true>(vectors, cols);
    const Results<Real> C = c_.part(i, j, rows, cols);
    if (last_ && alpha_ == 1 && beta_ == 0 && C.row_step == 1 &&
        rows == padded(rows))
      return compute(panels, C.data, C.col_step);
    compute(panels, sums_of(i, j), tile_rows<Real>);
    if (last_) write(alpha_, sums_of(i, j), beta_, C);
  }

  Panels<Real> panels_of(std::size_t i, std::size_t rows, std::size_t j,
                         const Real* packed_a) const {
    static constexpr std::array<Real, tile_size<Real>> zeros{};
    const bool a_there = rows_in_place(rows), b_there = columns_in_place();
    return {a_there ? a_.at(i, k_).data : packed_a,
            a_there ? a_.stride : padded(rows),
            b_there ? b_.at(j, k_).data : packed_b_ + j * depth_,
            b_.stride,
            depth_,
            first_ ? zeros.data() : sums_of(i, j)};
  }

  /// The place of a tile's sums; a single shared one if none have to wait.
  Real* sums_of(std::size_t i, std::size_t j) const {
    if (!waiting_) return sums_;
    const std::size_t row_tiles = quotient_up(c_.rows, tile_rows<Real>);
    const std::size_t tile = j / tile_columns * row_tiles + i / tile_rows<Real>;
    return sums_ + tile * tile_size<Real>;
  }

  Real alpha_, beta_;
  Lines<Real> a_, b_;
  std::size_t inner_;
  Results<Real> c_;
  std::size_t k_ = 0, depth_ = 0;  // the current block of k
  bool first_ = true, last_ = true, waiting_ = false;
  Real* sums_ = nullptr;
  Real* packed_b_ = nullptr;
};

/// Few terms: plain loops.
template <class Real>
void plain(Real alpha, const Lines<Real>& a, const Lines<Real>& b,
           std::size_t inner, Real beta, const Results<Real>& C) {
  for (std::size_t j = 0; j < C.cols; ++j)
    for (std::size_t i = 0; i < C.rows; ++i) {
      Real sum = 0;
      for (std::size_t k = 0; k < inner; ++k)
        sum = std::fma(*a.at(i, k).data, *b.at(j, k).data, sum);
      write(alpha, &sum, 1, 1, beta, C.part(i, j, 1, 1).data);
    }
}

/// Size of equal parts that consist of whole tiles.
constexpr std::size_t part_size(std::size_t n, std::size_t most,
                                std::size_t tile) {
  return quotient_up(quotient_up(n, quotient_up(n, most)), tile) * tile;
}

template <class Real>
void blocks(Real alpha, const Lines<Real>& a, const Lines<Real>& b,
            std::size_t inner, Real beta, const Results<Real>& C) {
  const std::size_t rows = part_size(C.rows, part_rows, tile_rows<Real>);
  const std::size_t cols = part_size(C.cols, part_cols, tile_columns);
  for (std::size_t i = 0; i < C.rows; i += rows)
    for (std::size_t j = 0; j < C.cols; j += cols)
      Part<Real>(
          alpha, a.at(i, 0), b.at(j, 0), inner, beta,
          C.part(i, j, std::min(rows, C.rows - i), std::min(cols, C.cols - j)))
          .run();
}

template <class Real>
void multiply(Real alpha, const Lines<Real>& a, const Lines<Real>& b,
              std::size_t inner, Real beta, const Results<Real>& C) {
  if (C.rows == 0 || C.cols == 0) return;
  if (C.rows * C.cols * inner < tiny) return plain(alpha, a, b, inner, beta, C);
  // If lines would have to be packed for little work, or tiles have few rows
  // and short sums, swap the factors: C' = op(B)' op(A)' has the same chains.
  const bool few_rows = C.rows < tile_rows<Real> && !b.along_k;
  const bool few_cols = C.cols <= lanes<Real> && C.cols < C.rows && a.along_k;
  const bool short_sums = C.rows < lanes<Real> && C.rows < C.cols && inner < 16;
  if (few_rows || few_cols || short_sums)
    return blocks(
        alpha, b, a, inner, beta,
        Results<Real>{C.data, C.cols, C.rows, C.col_step, C.row_step});
  blocks(alpha, a, b, inner, beta, C);
}

/// A small diagonal block: computes all of it and keeps the triangle.
template <class Real>
void symmetric_block(Real alpha, const Lines<Real>& a, std::size_t inner,
                     Real beta, bool upper, const Block<Real>& C) {
  const std::size_t n = C.cols;
  Real* t = scratch<Real, triangle>(n * n);
  multiply(alpha, a, a, inner, Real{0}, Results<Real>{t, n, n, 1, n});
  for (std::size_t j = 0; j < n; ++j) {
    const std::size_t begin = upper ? 0 : j, end = upper ? j + 1 : n;
    write(Real{1}, t + j * n + begin, 1, end - begin, beta,
          C.data + j * C.stride + begin);
  }
}

/// Halves the rows of op(A): two triangles and a rectangle of C.
template <class Real>
void symmetric(Real alpha, const Lines<Real>& a, std::size_t inner, Real beta,
               bool upper, const Block<Real>& C) {
  const std::size_t n = C.cols;
  if (n <= triangle_rows)
    return symmetric_block(alpha, a, inner, beta, upper, C);
  const std::size_t half =
      quotient_up(n / 2, tile_rows<Real>) * tile_rows<Real>;
  const std::size_t rest = n - half;
  const Lines<Real> below = a.at(half, 0);
  symmetric(alpha, a, inner, beta, upper,
            Block<Real>{C.data, half, half, C.stride});
  symmetric(alpha, below, inner, beta, upper,
            Block<Real>{C.data + half * C.stride + half, rest, rest, C.stride});
  if (upper)
    multiply(alpha, a, below, inner, beta,
             Results<Real>{C.data + half * C.stride, half, rest, 1, C.stride});
  else
    multiply(alpha, below, a, inner, beta,
             Results<Real>{C.data + half, rest, half, 1, C.stride});
}

}  // namespace

template <class Real>
void product(Real alpha, const ConstBlock<Real>& A, const ConstBlock<Real>& B,
             Real beta, const Block<Real>& C) {
  const std::size_t inner = A.transposed ? A.rows : A.cols;
  multiply(alpha, Lines<Real>{A.data, A.stride, A.transposed},
           Lines<Real>{B.data, B.stride, !B.transposed}, alpha == 0 ? 0 : inner,
           beta, Results<Real>{C.data, C.rows, C.cols, 1, C.stride});
}

template <class Real>
void product(Real alpha, const ConstBlock<Real>& A, const Real* x, Real beta,
             Real* y) {
  const std::size_t rows = A.transposed ? A.cols : A.rows;
  const std::size_t inner = A.transposed ? A.rows : A.cols;
  product(alpha, A, ConstBlock<Real>{x, inner, 1, inner}, beta,
          Block<Real>{y, rows, 1, rows});
}

template <class Real>
void symmetric_product(Real alpha, const ConstBlock<Real>& A, Real beta,
                       bool upper, const Block<Real>& C) {
  const std::size_t inner = A.transposed ? A.rows : A.cols;
  symmetric(alpha, Lines<Real>{A.data, A.stride, A.transposed},
            alpha == 0 ? 0 : inner, beta, upper, C);
}

template <class Real>
Real dot(std::size_t count, const Real* x, std::ptrdiff_t x_step, const Real* y,
         std::ptrdiff_t y_step) {
  Real sum = 0;
  for (std::size_t k = 0; k < count; ++k, x += x_step, y += y_step)
    sum = std::fma(*x, *y, sum);
  return sum;
}

template void product(float, const ConstBlock<float>&, const ConstBlock<float>&,
                      float, const Block<float>&);
template void product(double, const ConstBlock<double>&,
                      const ConstBlock<double>&, double, const Block<double>&);
template void product(float, const ConstBlock<float>&, const float*, float,
                      float*);
template void product(double, const ConstBlock<double>&, const double*, double,
                      double*);
template void symmetric_product(float, const ConstBlock<float>&, float, bool,
                                const Block<float>&);
template void symmetric_product(double, const ConstBlock<double>&, double, bool,
                                const Block<double>&);
template float dot(std::size_t, const float*, std::ptrdiff_t, const float*,
                   std::ptrdiff_t);
template double dot(std::size_t, const double*, std::ptrdiff_t, const double*,
                    std::ptrdiff_t);

}  // namespace nn::products
