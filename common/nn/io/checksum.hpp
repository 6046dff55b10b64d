/// A checksum: the SHA-256 of a safetensors file, stored in its own metadata,
/// so that not a single changed bit goes unnoticed. Chapter 9.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nn/io/safetensors.hpp"
#include "nn/io/safetensors_reader.hpp"

namespace nn {

/// Like write_safetensors(), but with a "sha256" entry in the metadata: the
/// hash of the file as it would be with 64 zeros in its place.
void write_with_checksum(const std::filesystem::path& path,
                         SafetensorsFile contents);

/// A file's stored checksum, and the one it should have.
struct Checksum {
  std::string carried;   ///< from the metadata; empty if there is none
  std::string computed;  ///< 64 hexadecimal digits

  bool is_there() const { return !carried.empty(); }
  bool fits() const { return carried == computed; }
};

struct CheckedTensors {
  std::vector<Tensor> tensors;
  Checksum checksum;
};

/// All tensors, and the checksum of the exact bytes that they were read from.
CheckedTensors read_with_checksum(const SafetensorsReader& reader);

/// All tensors; DataError if the file has changed since it was written, or has
/// no checksum. In that case no memory has been allocated for the tensors,
/// however many the file announces.
std::vector<Tensor> read_checked(const SafetensorsReader& reader);

/// Throws the error for a checksum that does not match.
[[noreturn]] void refuse_damaged(const SafetensorsReader& reader,
                                 const Checksum& checksum);

}  // namespace nn
