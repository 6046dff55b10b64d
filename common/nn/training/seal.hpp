/// A seal: the SHA-256 of a safetensors file within its own metadata, so that
/// not one changed bit goes unnoticed. Chapter 9.
#pragma once

#include <filesystem>

#include "nn/training/safetensors.hpp"

namespace nn {

/// Writes the file as write_safetensors() does, sealed: "sha256" in its
/// metadata is the hash of the file as it would be with 64 zeros in its place.
void write_sealed(const std::filesystem::path& path, SafetensorsFile contents);

/// DataError if the file is not as it was when it was sealed, or has no seal.
void check_seal(const std::filesystem::path& path);

}  // namespace nn
