/// What the targets safetensors and checkpoint share: changes of the header
/// that keep its length right, since readers stop at a wrong one.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>

#include "fuzz.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t max_size);

namespace fuzz {

constexpr std::size_t length_bytes = 8;

inline std::size_t change_header(std::uint8_t* data, std::size_t size,
                                 std::size_t max_size) {
  std::uint64_t length = 0;
  std::memcpy(&length, data, length_bytes);
  length = std::min<std::uint64_t>(length, size - length_bytes);
  const std::string values =
      text(data + length_bytes + length, size - length_bytes - length);
  const std::size_t room = max_size - length_bytes - values.size();
  length = LLVMFuzzerMutate(data + length_bytes, length, room);
  std::memcpy(data, &length, length_bytes);
  std::memcpy(data + length_bytes + length, values.data(), values.size());
  return length_bytes + length + values.size();
}

}  // namespace fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t max_size,
                                               unsigned seed) {
  if (size < fuzz::length_bytes || seed % 4 == 0)
    return LLVMFuzzerMutate(data, size, max_size);
  return fuzz::change_header(data, size, max_size);
}
