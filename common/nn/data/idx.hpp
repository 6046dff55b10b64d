/// IDX, the file format of MNIST: two zero bytes, a type, the number of
/// dimensions, the dimensions as big-endian 32-bit integers, then the
/// elements, last dimension fastest.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "nn/core/buffer.hpp"

namespace nn {

/// An array of unsigned bytes.
struct IdxArray {
  std::vector<std::uint32_t> dims;  ///< e.g. 60000, 28, 28
  Buffer<std::uint8_t> bytes;       ///< their product, last dimension fastest
};

/// The dimensions that an IDX file announces, e.g. 60000, 28, 28, without its
/// elements: whether they are what one expects can be seen before they take
/// memory. Throws DataError as read_idx() does.
std::vector<std::uint32_t> read_idx_dims(const std::filesystem::path& path);

/// Reads an IDX file of unsigned bytes, plain or packed with gzip (decided by
/// its content). Throws DataError with the file, the offset, what was
/// expected and what was found. Never trusts the header: memory grows with
/// the data that is really there (in a plain file, with its size: a hole of
/// zeros counts), and reading stops at the first byte too many.
IdxArray read_idx(const std::filesystem::path& path);

/// Writes an IDX file, plain. Throws DataError when the dimensions do not
/// match the bytes or the file cannot be written.
void write_idx(const std::filesystem::path& path, const IdxArray& array);

/// The header of an IDX file of unsigned bytes with these dimensions.
Buffer<std::uint8_t> idx_header(const std::vector<std::uint32_t>& dims);

}  // namespace nn
