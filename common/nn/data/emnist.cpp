#include "nn/data/emnist.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace nn::emnist {
namespace {

using namespace std::string_view_literals;

constexpr std::array splits = {"balanced"sv, "byclass"sv, "bymerge"sv,
                               "digits"sv,   "letters"sv, "mnist"sv};

constexpr auto digits = "0123456789"sv;
constexpr auto capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"sv;
constexpr auto small = "abcdefghijklmnopqrstuvwxyz"sv;
// Lowercase letters that do not look like their capitals.
constexpr auto distinct = "abdefghnqrt"sv;

std::string characters(std::string_view split) {
  std::string all(split == "letters" ? "" : digits);
  if (split == "digits" || split == "mnist") return all;
  all += capitals;
  if (split == "byclass") all += small;
  if (split == "balanced" || split == "bymerge") all += distinct;
  return all;
}

}  // namespace

std::string split_of(const std::string& file_name) {
  for (const std::string_view split : splits)
    if (file_name.starts_with("emnist-" + std::string(split) + "-"))
      return std::string(split);
  return "";
}

std::vector<std::string> class_names(const std::string& split) {
  std::vector<std::string> names;
  for (const char c : characters(split))
    names.emplace_back(1, c);
  return names;
}

std::uint8_t first_label(const std::string& split) {
  return split == "letters" ? 1 : 0;
}

void turn_upright(Buffer<std::uint8_t>& pixels, std::size_t height,
                  std::size_t width) {
  const std::size_t size = height * width;
  Buffer<std::uint8_t> image(size);
  for (std::size_t first = 0; first < pixels.size(); first += size) {
    std::copy_n(pixels.begin() + static_cast<std::ptrdiff_t>(first), size,
                image.begin());
    for (std::size_t y = 0; y < height; ++y)
      for (std::size_t x = 0; x < width; ++x)
        pixels[first + x * height + y] = image[y * width + x];
  }
}

}  // namespace nn::emnist
