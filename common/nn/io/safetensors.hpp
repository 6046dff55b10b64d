/// Weights on disk, in a format that the PyTorch ecosystem reads: safetensors.
///
/// Eight bytes with the header's length (little-endian), a JSON header that
/// gives every tensor's type, shape and offsets, then the bytes of all tensors
/// one after the other. Unlike pickle, the file contains no code, and nothing
/// that a careful reader cannot check.
/// Source: https://github.com/huggingface/safetensors, section "Format".
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nn {

/// A named array, row-major, as PyTorch prints it: the last index varies
/// fastest. An empty shape is a single number.
struct Tensor {
  std::string name;                ///< e.g. "0.weight"
  std::vector<std::size_t> shape;  ///< e.g. {out, in}
  std::vector<float> values;       ///< as many as the product of the shape
};

/// All contents of a file, in file order.
struct SafetensorsFile {
  std::vector<Tensor> tensors;
  std::map<std::string, std::string> metadata;  ///< any text, e.g. "format"
};

/// Writes float32 tensors. The file appears whole or not at all: the bytes go
/// to a temporary file next to `path`, which is renamed to `path` once
/// everything is on disk. The same contents give the same bytes.
/// Throws DataError, leaving the old file untouched, if writing fails, if two
/// tensors share a name, if a shape does not match its values, or if a value is
/// NaN or infinite.
void write_safetensors(const std::filesystem::path& path,
                       const SafetensorsFile& file);

/// The bytes that write_safetensors() writes; `path` is for messages.
std::string format_safetensors(const std::filesystem::path& path,
                               const SafetensorsFile& file);

/// Reads a file of F32, F16, BF16 or F64 as float: exactly, except F64, which
/// is rounded. Tensors come in the order of their bytes; PyTorch's counters
/// (I64, "num_batches_tracked") are skipped.
/// Throws DataError on any violation of the format, on other types, and on NaN,
/// infinite values and numbers that float cannot hold. Uses as much memory as
/// the file claims to have bytes, twice as much for F16 and BF16; to check the
/// contents first, use a SafetensorsReader.
SafetensorsFile read_safetensors(const std::filesystem::path& path);

}  // namespace nn
