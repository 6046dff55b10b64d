// A safetensors file that is accepted holds finite numbers under different
// names, tiles its data, and is the same after it has been written and read.
#include "nn/io/safetensors.hpp"

#include <cmath>
#include <optional>
#include <set>

#include "safetensors.hpp"

namespace {

std::optional<nn::SafetensorsFile> read(const std::string& bytes) {
  return fuzz::read(fuzz::File(bytes), nn::read_safetensors);
}

void check(const nn::SafetensorsFile& contents) {
  std::set<std::string> names;
  for (const nn::Tensor& tensor : contents.tensors) {
    fuzz::require(names.insert(tensor.name).second, "a name comes twice");
    std::size_t count = 1;
    for (std::size_t n : tensor.shape)
      count *= n;
    fuzz::require(tensor.values.size() == count, "a shape without its values");
    for (float value : tensor.values)
      fuzz::require(std::isfinite(value), "a value that is not finite");
  }
}

bool equal(const nn::SafetensorsFile& a, const nn::SafetensorsFile& b) {
  const auto same = [](const nn::Tensor& x, const nn::Tensor& y) {
    return x.name == y.name && x.shape == y.shape && x.values == y.values;
  };
  // Tensors without values may lie anywhere among the others.
  auto [x, y] = std::pair(a.tensors, b.tensors);
  const auto by_name = [](const nn::Tensor& s, const nn::Tensor& t) {
    return s.name < t.name;
  };
  std::sort(x.begin(), x.end(), by_name);
  std::sort(y.begin(), y.end(), by_name);
  return a.metadata == b.metadata &&
         std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const auto contents = read(fuzz::text(data, size));
  if (!contents) return 0;
  check(*contents);
  const auto again = read(nn::format_safetensors("again", *contents));
  fuzz::require(again && equal(*again, *contents), "another file");
  return 0;
}
