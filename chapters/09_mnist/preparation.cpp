#include "preparation.hpp"

#include <charconv>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"

namespace chapter09 {
namespace {

using std::filesystem::path;

constexpr const char* mean_name = "nn.input.mean";
constexpr const char* deviation_name = "nn.input.deviation";

double number(const Texts& about, const path& file, const char* name,
              double low, double high) {
  const auto found = about.find(name);
  const std::string text = found == about.end() ? "" : found->second;
  const char* end = text.data() + text.size();
  double value = 0;
  const auto result = std::from_chars(text.data(), end, value);
  const bool is_number = result.ec == std::errc() && result.ptr == end;
  // Also false for NaN.
  if (is_number && value >= low && value <= high) return value;
  throw nn::DataError(fmt::format(
      "{}: \"{}\" in its metadata: found {}, expected a number from {} to {}",
      file.string(), name,
      found == about.end() ? "nothing" : nn::quoted_name(text), low, high));
}

}  // namespace

Texts describe_inputs(const nn::PixelMoments& pixels) {
  return {{mean_name, fmt::format("{}", pixels.mean)},
          {deviation_name, fmt::format("{}", pixels.standard_deviation)}};
}

std::optional<nn::PixelMoments> described_inputs(const Texts& about,
                                                 const path& file) {
  if (!about.contains(mean_name) && !about.contains(deviation_name)) return {};
  return nn::PixelMoments{number(about, file, mean_name, 0, 1),
                          number(about, file, deviation_name, 1e-9, 1)};
}

nn::PixelMoments prepare_inputs(const Texts& about, const path& file,
                                bool standardize,
                                const nn::PixelMoments& chosen) {
  const auto described = described_inputs(about, file);
  if (!described) return chosen;
  const auto [mean, deviation] = *described;
  const bool plain = mean == 0 && deviation == 1;
  if (plain && standardize)
    throw nn::UsageError(fmt::format(
        "--standardize: {} says that its network has learned from pixels "
        "between 0 and 1, not standardized ({} 0, {} 1); leave the option out",
        file.string(), mean_name, deviation_name));
  if (!plain)
    fmt::print(
        "pixels    standardized as in training, by {}: mean {:.4f}, deviation "
        "{:.4f}\n",
        file.string(), mean, deviation);
  return *described;
}

}  // namespace chapter09
