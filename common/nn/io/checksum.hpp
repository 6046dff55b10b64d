/// A checksum: the SHA-256 of a safetensors file within its own metadata, so
/// that not one changed bit goes unnoticed. Chapter 9.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nn/io/safetensors.hpp"
#include "nn/io/safetensors_reader.hpp"

namespace nn {

/// Writes the file as write_safetensors() does, but "sha256" in its
/// metadata is the hash of the file as it would be with 64 zeros in its place.
void write_with_checksum(const std::filesystem::path& path,
                         SafetensorsFile contents);

/// A file's checksum, and what it had to be.
struct Checksum {
  std::string carried;   ///< in the metadata; empty: there is none
  std::string computed;  ///< 64 hexadecimal digits

  bool is_there() const { return !carried.empty(); }
  bool fits() const { return carried == computed; }
};

struct CheckedTensors {
  std::vector<Tensor> tensors;
  Checksum checksum;
};

/// All tensors, and the checksum of the very bytes that they were read from.
CheckedTensors read_with_checksum(const SafetensorsReader& reader);

/// All tensors; DataError if the file is not as it was when it was written,
/// or has no checksum. Then no memory has been taken for the tensors, however
/// many the file announces.
std::vector<Tensor> read_checked(const SafetensorsReader& reader);

/// For whoever finds a checksum that does not fit.
[[noreturn]] void refuse_damaged(const SafetensorsReader& reader,
                                 const Checksum& checksum);

}  // namespace nn
