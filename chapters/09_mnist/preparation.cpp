#include "preparation.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"

namespace chapter09 {
namespace {

using std::filesystem::path;

constexpr const char* mean_name = "nn.input.mean";
constexpr const char* deviation_name = "nn.input.deviation";

using Numbers = std::vector<double>;

/// The numbers in a text, spaces between them; none if it is something else.
Numbers numbers_in(const std::string& text, double low, double high) {
  Numbers values;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (true) {
    double value = 0;
    const auto result = std::from_chars(at, end, value);
    // Also false for NaN.
    if (result.ec != std::errc() || !(value >= low && value <= high)) return {};
    values.push_back(value);
    if (result.ptr == end) return values;
    if (*result.ptr != ' ') return {};
    at = result.ptr + 1;
  }
}

Numbers numbers(const Texts& about, const path& file, const char* name,
                double low, double high) {
  const auto found = about.find(name);
  const std::string text = found == about.end() ? "" : found->second;
  const Numbers values = numbers_in(text, low, high);
  if (!values.empty()) return values;
  throw nn::DataError(fmt::format(
      "{}: \"{}\" in its metadata: found {}, expected a number from {} to {}, "
      "or one for each channel",
      file.string(), name,
      found == about.end() ? "nothing" : nn::quoted_name(text), low, high));
}

/// "0.4914, 0.4822, 0.4465"
std::string listed(const Preparation& pixels, double nn::PixelMoments::*which) {
  std::string text;
  for (const nn::PixelMoments& channel : pixels)
    text += fmt::format("{}{:.4f}", text.empty() ? "" : ", ", channel.*which);
  return text;
}

}  // namespace

Texts describe_inputs(const Preparation& pixels) {
  Texts texts{{mean_name, ""}, {deviation_name, ""}};
  for (const nn::PixelMoments& channel : pixels) {
    const char* const space = texts[mean_name].empty() ? "" : " ";
    texts[mean_name] += fmt::format("{}{}", space, channel.mean);
    texts[deviation_name] +=
        fmt::format("{}{}", space, channel.standard_deviation);
  }
  return texts;
}

std::optional<Preparation> described_inputs(const Texts& about,
                                            const path& file) {
  if (!about.contains(mean_name) && !about.contains(deviation_name)) return {};
  const Numbers means = numbers(about, file, mean_name, 0, 1);
  const Numbers deviations = numbers(about, file, deviation_name, 1e-9, 1);
  if (means.size() != deviations.size())
    throw nn::DataError(fmt::format(
        "{}: {} numbers in \"{}\", but {} in \"{}\" of its metadata",
        file.string(), means.size(), mean_name, deviations.size(),
        deviation_name));
  Preparation pixels;
  for (std::size_t k = 0; k < means.size(); ++k)
    pixels.push_back({means[k], deviations[k]});
  return pixels;
}

Preparation prepare_inputs(const Texts& about, const path& file,
                           bool standardize, const Preparation& chosen) {
  const auto described = described_inputs(about, file);
  if (!described) return chosen;
  const bool plain = std::ranges::all_of(*described, [](const auto& channel) {
    return channel.mean == 0 && channel.standard_deviation == 1;
  });
  if (plain && standardize)
    throw nn::UsageError(fmt::format(
        "--standardize: {} says that its network has learned from pixels "
        "between 0 and 1, not standardized ({} 0, {} 1); leave the option out",
        file.string(), mean_name, deviation_name));
  if (!plain)
    fmt::print(
        "pixels    standardized as in training, by {}: mean {}, deviation {}\n",
        file.string(), listed(*described, &nn::PixelMoments::mean),
        listed(*described, &nn::PixelMoments::standard_deviation));
  return *described;
}

Preparation standardized_on(const nn::Subset& samples) {
  return nn::channel_moments(samples);
}

void prepare(nn::Loader::Settings& settings, const Preparation& pixels) {
  if (pixels.size() > 1) {
    settings.channels = pixels;
    return;
  }
  settings.mean = pixels.at(0).mean;
  settings.standard_deviation = pixels.at(0).standard_deviation;
}

}  // namespace chapter09
