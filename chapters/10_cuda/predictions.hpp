/// What the threads of each kernel ask for, derived from its loops: bytes, or
/// sectors of 32 bytes for each instruction of a warp; m, n, k multiples of the
/// tile, rows and n of 32.
#pragma once

#include <cstdint>

#include "product.hpp"
#include "sum.hpp"

namespace chapter10 {

inline constexpr std::uint64_t number = sizeof(float);
inline constexpr std::uint64_t sector = 32;

// #region product-bytes
/// Two numbers for each of the mnk products, and C once.
inline std::uint64_t naive_bytes(std::uint64_t m, std::uint64_t n,
                                 std::uint64_t k) {
  return number * (2 * m * n * k + m * n);
}
/// A number in a tile is read from the device once for 16 products.
inline std::uint64_t tiled_bytes(std::uint64_t m, std::uint64_t n,
                                 std::uint64_t k) {
  return number * (2 * m * n * k / tile + m * n);
}
// #endregion product-bytes

/// No kernel can do with less: A and B once, C once.
inline std::uint64_t least_bytes(std::uint64_t m, std::uint64_t n,
                                 std::uint64_t k) {
  return number * (m * k + k * n + m * n);
}

// #region product-sectors
/// A warp of 32 threads is two rows of its block's 16 x 16. By columns, for
/// each of the k steps it reads 2 numbers of A side by side and 16 numbers of
/// B that are k apart: 1 + 16 sectors.
inline std::uint64_t sectors_by_columns(std::uint64_t m, std::uint64_t n,
                                        std::uint64_t k) {
  return m * n / 32 * (k * (1 + 16) + 16);
}
/// By rows it reads 16 numbers of A side by side, 2 sectors, and 2 of B.
inline std::uint64_t sectors_by_rows(std::uint64_t m, std::uint64_t n,
                                     std::uint64_t k) {
  return m * n / 32 * (k * (2 + 2) + 4);
}
/// Tiled, 16 numbers side by side in two columns each, of A and of B: 4 + 4,
/// but only every 16th step.
inline std::uint64_t sectors_tiled(std::uint64_t m, std::uint64_t n,
                                   std::uint64_t k) {
  return m * n / 32 * (k / tile * (4 + 4) + 4);
}
// #endregion product-sectors

// #region softmax-traffic
/// z three times, y once.
inline std::uint64_t softmax_bytes(std::uint64_t rows, std::uint64_t cols) {
  return number * 4 * rows * cols;
}
/// One thread per column: the lanes of a warp are `rows` numbers apart, and
/// every number needs its own sector.
inline std::uint64_t softmax_sectors_by_threads(std::uint64_t rows,
                                                std::uint64_t cols) {
  return 4 * rows * cols;
}
/// One warp per column: eight numbers share a sector.
inline std::uint64_t softmax_sectors_by_warps(std::uint64_t rows,
                                              std::uint64_t cols) {
  return softmax_bytes(rows, cols) / sector;
}
// #endregion softmax-traffic

// #region sum-bytes
/// Shared memory of a tree: 256 numbers written; then, 255 times, two read and
/// one written; the last one read.
inline std::uint64_t tree_shared_bytes() {
  return number * (adders + 3 * (adders - 1) + 1);
}
/// With shuffles: one number per warp, written and read.
inline std::uint64_t shuffles_shared_bytes() {
  return number * 2 * (adders / 32);
}
// #endregion sum-bytes

}  // namespace chapter10
