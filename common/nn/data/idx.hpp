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
/// elements, so they can be checked before the elements take memory. Throws
/// DataError like read_idx().
std::vector<std::uint32_t> read_idx_dims(const std::filesystem::path& path);

/// Reads an IDX file of unsigned bytes, plain or compressed with gzip (judged
/// by its content). Throws DataError with the file, the offset, what was
/// expected and what was found. Never trusts the header: memory grows with the
/// data that is really there (for a plain file, with its size: holes in a
/// sparse file count), and reading stops at the first surplus byte.
IdxArray read_idx(const std::filesystem::path& path);

/// Writes a plain IDX file. Throws DataError if the dimensions do not match the
/// bytes or the file cannot be written.
void write_idx(const std::filesystem::path& path, const IdxArray& array);

/// The header of an IDX file of unsigned bytes with these dimensions.
Buffer<std::uint8_t> idx_header(const std::vector<std::uint32_t>& dims);

}  // namespace nn
