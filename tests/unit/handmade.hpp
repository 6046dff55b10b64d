// Safetensors files put together by hand: any type, any order of the tensors,
// any style of header.
#pragma once

#include "unit/safetensors.hpp"

/// A tensor as the file has it: `shape` is JSON, `bytes` are its numbers.
struct Part {
  std::string name, dtype, shape, bytes;
};

/// `blank` stands after every colon and comma of the tensors' entries.
inline std::string handmade(const std::vector<Part>& parts,
                            const std::string& metadata = "",
                            const std::string& blank = "") {
  std::string header = "{", data;
  if (!metadata.empty()) header += "\"__metadata__\":" + blank + metadata;
  for (const Part& part : parts) {
    if (header.size() > 1) header += "," + blank;
    const std::size_t end = data.size() + part.bytes.size();
    header += fmt::format(R"("{}":{}{{"dtype":{}"{}",{}"shape":{}{},{})"
                          R"("data_offsets":{}[{},{}]}})",
                          part.name, blank, blank, part.dtype, blank, blank,
                          part.shape, blank, blank, data.size(), end);
    data += part.bytes;
  }
  header += "}";
  header.append((8 - header.size() % 8) % 8, ' ');
  return with_header(header) + data;
}

/// The numbers of this type as a file has them.
template <class T>
std::string numbers(const std::vector<float>& values) {
  std::string bytes;
  for (const float value : values) {
    const T number = static_cast<T>(value);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  return bytes;
}
