/// The JSON header of a safetensors file; see nn/training/safetensors.hpp.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nn {

/// What the header says of one float32 tensor. Its bytes are begin … end-1,
/// counted from the end of the header.
struct TensorEntry {
  std::string name;
  std::vector<std::size_t> shape;
  std::size_t begin = 0, end = 0;
};

/// All that a header holds, in its own order.
struct SafetensorsHeader {
  std::vector<TensorEntry> entries;
  std::map<std::string, std::string> metadata;
};

/// Parses a header's text. Raises DataError, with `file` and the offset in
/// it, on anything but the format's own fields: names that come twice and
/// other types than F32 included. Whether offsets and shapes fit together and
/// fit the file is not checked here.
SafetensorsHeader parse_safetensors_header(const std::filesystem::path& file,
                                           const std::string& text);

/// The header's text, without padding. Raises DataError if a name or metadata
/// is not UTF-8.
std::string format_safetensors_header(const std::filesystem::path& file,
                                      const SafetensorsHeader& header);

/// A name out of a file in quotes, safe to print: one line, ASCII, not long.
std::string quoted_name(const std::string& name);

}  // namespace nn
