/// A seal: the SHA-256 of a safetensors file within its own metadata, so that
/// not one changed bit goes unnoticed. Chapter 9.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nn/io/safetensors.hpp"
#include "nn/io/safetensors_reader.hpp"

namespace nn {

/// Writes the file as write_safetensors() does, sealed: "sha256" in its
/// metadata is the hash of the file as it would be with 64 zeros in its place.
void write_sealed(const std::filesystem::path& path, SafetensorsFile contents);

/// A file's seal, and what it had to be.
struct Seal {
  std::string carried;   ///< in the metadata; empty: there is none
  std::string computed;  ///< 64 hexadecimal digits

  bool is_there() const { return !carried.empty(); }
  bool fits() const { return carried == computed; }
};

struct SealedTensors {
  std::vector<Tensor> tensors;
  Seal seal;
};

/// All tensors, and the seal of the very bytes that they were read from.
SealedTensors read_with_seal(const SafetensorsReader& reader);

/// All tensors; DataError if the file is not as it was when it was sealed, or
/// has no seal. Then no memory has been taken for the tensors, however many
/// the file announces.
std::vector<Tensor> read_sealed(const SafetensorsReader& reader);

/// For whoever finds a seal that does not fit.
[[noreturn]] void refuse_damaged(const SafetensorsReader& reader,
                                 const Seal& seal);

}  // namespace nn
