/// The JSON header of a safetensors file; see nn/io/safetensors.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "nn/io/number_type.hpp"

namespace nn {

/// The most bytes that a header may have: the format's own limit.
inline constexpr std::uint64_t max_header = 100'000'000;

/// What the header says about one tensor. Its bytes are begin … end-1, counted
/// from the end of the header.
struct TensorEntry {
  std::string name;
  std::vector<std::size_t> shape;
  std::size_t begin = 0, end = 0;
  NumberType type = NumberType::f32;

  /// How many batches a BatchNorm has seen: PyTorch's "num_batches_tracked",
  /// the only integer in its files. PyTorch needs it only for a momentum
  /// setting that is not used here.
  bool is_counter() const { return type == NumberType::i64; }
};

/// All contents of a header, in header order.
struct SafetensorsHeader {
  std::vector<TensorEntry> entries;
  std::map<std::string, std::string> metadata;
};

/// Parses a header's text, indented or not. Throws DataError, with `file` and
/// the offset in it, on anything but the format's own fields, including
/// duplicate names and types other than F32, F16, BF16, F64 and the counters'
/// I64. Whether offsets and shapes match each other and the file is not checked
/// here.
SafetensorsHeader parse_safetensors_header(const std::filesystem::path& file,
                                           const std::string& text);

/// The header's text for F32 tensors, without padding. Throws DataError if a
/// name or metadata is not UTF-8.
std::string format_safetensors_header(const std::filesystem::path& file,
                                      const SafetensorsHeader& header);

}  // namespace nn
