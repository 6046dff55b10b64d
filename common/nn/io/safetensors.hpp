/// Weights on disk, in the format that PyTorch's world reads: safetensors.
///
/// Eight bytes with the header's length (little-endian), a JSON header that
/// gives every tensor's type, shape and place, then the bytes of all tensors
/// one after the other. No code in the file, unlike pickle, and nothing that
/// a careful reader cannot check.
/// Source: https://github.com/huggingface/safetensors, section "Format".
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nn {

/// A named array, row-major, as PyTorch prints it: the last index runs
/// fastest. An empty shape is a single number.
struct Tensor {
  std::string name;                ///< e.g. "0.weight"
  std::vector<std::size_t> shape;  ///< e.g. {out, in}
  std::vector<float> values;       ///< as many as the product of the shape
};

/// All that a file holds, in the order of the file.
struct SafetensorsFile {
  std::vector<Tensor> tensors;
  std::map<std::string, std::string> metadata;  ///< any text, e.g. "format"
};

/// Writes float32 tensors. The file appears whole or not at all: the bytes go
/// to a temporary file beside `path`, which takes the name `path` when all is
/// on the disk. The same contents give the same bytes.
/// Raises DataError, with the old file untouched, when the disk refuses, when
/// two tensors share a name, when a shape does not fit its values, or when a
/// value is NaN or infinite.
void write_safetensors(const std::filesystem::path& path,
                       const SafetensorsFile& file);

/// The bytes that write_safetensors() writes; `path` is for messages.
std::string format_safetensors(const std::filesystem::path& path,
                               const SafetensorsFile& file);

/// Reads a file of F32, F16, BF16 or F64 as float: exact, but for F64, which
/// is rounded. Tensors come in the order of their bytes; PyTorch's counters
/// (I64, "num_batches_tracked") are left out.
/// Raises DataError on anything that is not exactly as the format says, on
/// other types, and on NaN, infinite values and what float cannot hold. Uses as
/// much memory as the file says it has bytes, with F16 and BF16 twice as much;
/// whoever knows what should be in it asks a SafetensorsReader first.
SafetensorsFile read_safetensors(const std::filesystem::path& path);

}  // namespace nn
