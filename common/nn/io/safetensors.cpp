#include "nn/io/safetensors.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/atomic_file.hpp"
#include "nn/io/safetensors_header.hpp"
#include "nn/io/safetensors_reader.hpp"

namespace nn {
namespace {

using std::filesystem::path;

static_assert(std::endian::native == std::endian::little,
              "values are copied to the file as they are");

[[noreturn]] void fail(const path& file, const std::string& what) {
  throw DataError(file.string() + ": " + what);
}

/// Size in bytes of a tensor of this shape; false if it exceeds 64 bits.
bool byte_count(const std::vector<std::size_t>& shape, std::size_t& bytes) {
  bytes = sizeof(float);
  for (std::size_t n : shape)
    if (__builtin_mul_overflow(bytes, n, &bytes)) return false;
  return true;
}

void check_finite(const path& file, const Tensor& tensor) {
  const auto bad =
      std::find_if_not(tensor.values.begin(), tensor.values.end(),
                       [](float value) { return std::isfinite(value); });
  if (bad == tensor.values.end()) return;
  const auto index = static_cast<std::size_t>(bad - tensor.values.begin());
  fail(file, fmt::format("tensor {} has the value {} at index {}, expected "
                         "finite numbers; nothing is written; lower the "
                         "learning rate",
                         quoted_name(tensor.name), *bad, index));
}

/// The header for tensors stored one after the other.
SafetensorsHeader lay_out(const path& file, const SafetensorsFile& contents) {
  SafetensorsHeader header{{}, contents.metadata};
  std::set<std::string> names{"__metadata__"};
  std::size_t next = 0;
  for (const Tensor& tensor : contents.tensors) {
    if (!names.insert(tensor.name).second)
      fail(file, fmt::format("cannot write: the tensor name {} is taken",
                             quoted_name(tensor.name)));
    const std::size_t bytes = tensor.values.size() * sizeof(float);
    std::size_t expected = 0;
    if (!byte_count(tensor.shape, expected) || bytes != expected)
      fail(file, fmt::format("cannot write: tensor {} has {} values, expected "
                             "the product of its shape {}",
                             quoted_name(tensor.name), tensor.values.size(),
                             shape_text(tensor.shape)));
    check_finite(file, tensor);
    header.entries.push_back(
        {tensor.name, tensor.shape, next, next + bytes, NumberType::f32});
    next += bytes;
  }
  return header;
}

}  // namespace

std::string format_safetensors(const path& file,
                               const SafetensorsFile& contents) {
  std::string text = format_safetensors_header(file, lay_out(file, contents));
  // Spaces up to the next multiple of 8 align the values in memory.
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t length = text.size();
  if (length > max_header)
    fail(file, fmt::format("cannot write: the header has {} bytes, expected "
                           "at most {}",
                           length, max_header));
  std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += text;
  for (const Tensor& tensor : contents.tensors)
    bytes.append(reinterpret_cast<const char*>(tensor.values.data()),
                 tensor.values.size() * sizeof(float));
  return bytes;
}

void write_safetensors(const path& file, const SafetensorsFile& contents) {
  const std::string bytes = format_safetensors(file, contents);
  AtomicFile output(file);
  output.write(bytes.data(), bytes.size());
  output.complete();
}

SafetensorsFile read_safetensors(const path& file) {
  const SafetensorsReader reader(file);
  return {reader.read(), reader.metadata()};
}

}  // namespace nn
