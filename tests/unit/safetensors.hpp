// The example that the tests of safetensors share.
#pragma once

#include <cstring>
#include <limits>

#include "nn/io/safetensors.hpp"

#include "unit/files.hpp"

using nn::SafetensorsFile;

template <class T>
std::string bytes_of(std::initializer_list<T> values) {
  return {reinterpret_cast<const char*>(values.begin()),
          values.size() * sizeof(T)};
}

/// A file with this header and so many zero bytes of data.
inline std::string with_header(const std::string& header,
                               std::size_t zeros = 0) {
  return bytes_of<std::uint64_t>({header.size()}) + header +
         std::string(zeros, '\0');
}

inline bool equal(const SafetensorsFile& a, const SafetensorsFile& b) {
  if (a.metadata != b.metadata || a.tensors.size() != b.tensors.size())
    return false;
  for (std::size_t i = 0; i < a.tensors.size(); ++i) {
    const auto &s = a.tensors[i], &t = b.tensors[i];
    // Bit for bit: -0.0 is not 0.0 here.
    if (s.name != t.name || s.shape != t.shape ||
        s.values.size() != t.values.size() ||
        (!s.values.empty() &&
         std::memcmp(s.values.data(), t.values.data(), 4 * s.values.size())))
      return false;
  }
  return true;
}

inline std::string unhex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

/// What the bytes in `from_python` say.
inline const SafetensorsFile example{
    {{"0.weight", {2, 3}, {1.5f, -2.f, 0.25f, 3.f, 1e-40f, -0.f}},
     {"0.bias", {2}, {std::numeric_limits<float>::max(), -1.f}},
     {"gain", {}, {0.1f}}},
    {{"format", "pt"}, {"name", "é 深"}}};

// Written by Python's own struct and json:
//   t = json.dumps({"__metadata__": {"format": "pt", "name": "é 深"},
//     "0.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
//     "0.bias": {"dtype": "F32", "shape": [2], "data_offsets": [24, 32]},
//     "gain": {"dtype": "F32", "shape": [], "data_offsets": [32, 36]}})
//   print((struct.pack("<Q", len(t)) + t.encode() + struct.pack("<9f", 1.5,
//     -2, .25, 3, 1e-40, -0.0, 3.4028234663852886e38, -1, 0.1)).hex())
inline const std::string from_python = unhex(
    "08010000000000007b225f5f6d657461646174615f5f223a207b22666f726d6174223a20"
    "227074222c20226e616d65223a20225c7530306539205c7536646631227d2c2022302e77"
    "6569676874223a207b226474797065223a2022463332222c20227368617065223a205b32"
    "2c20335d2c2022646174615f6f666673657473223a205b302c2032345d7d2c2022302e62"
    "696173223a207b226474797065223a2022463332222c20227368617065223a205b325d2c"
    "2022646174615f6f666673657473223a205b32342c2033325d7d2c20226761696e223a20"
    "7b226474797065223a2022463332222c20227368617065223a205b5d2c2022646174615f"
    "6f666673657473223a205b33322c2033365d7d7d0000c03f000000c00000803e00004040"
    "c216010000000080ffff7f7f000080bfcdcccc3d");
