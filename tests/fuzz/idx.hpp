/// What the targets idx and idx_gz share.
#pragma once

#include <optional>
#include <string>

#include "nn/data/idx.hpp"

#include "fuzz.hpp"

namespace fuzz {

inline bool is_gz(const std::string& bytes) {
  return bytes.starts_with("\x1f\x8b");
}

/// The plain file that holds this array.
inline std::string bytes_of(const nn::IdxArray& array) {
  const auto header = nn::idx_header(array.dims);
  std::string bytes(header.begin(), header.end());
  return bytes.append(array.bytes.begin(), array.bytes.end());
}

inline std::optional<nn::IdxArray> read(const std::string& bytes) {
  return read(File(bytes), nn::read_idx);
}

}  // namespace fuzz
