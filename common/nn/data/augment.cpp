#include "nn/data/augment.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace nn {
namespace {

constexpr std::string_view allowed =
    "none, or some of geo:SHIFT,DEGREES,ELASTIC, shift:PIXELS, "
    "subpixel:PIXELS, rotate:DEGREES, scale:S, shear:S, elastic:PIXELS, flip, "
    "color:S, brightness:S, contrast:S, saturation:S, erase:PROBABILITY, "
    "joined by +";

/// What geo:… sets in addition to its three values.
constexpr double geo_scale = 0.1, geo_shear = 0.15;

/// A part of the text that gives one setting by one number.
struct Setting {
  std::string_view word;
  double Augment::*value;
};
constexpr std::array<Setting, 10> settings = {{
    {"shift", &Augment::shift},
    {"subpixel", &Augment::shift},
    {"rotate", &Augment::rotation},
    {"scale", &Augment::scale},
    {"shear", &Augment::shear},
    {"elastic", &Augment::elastic},
    {"brightness", &Augment::brightness},
    {"contrast", &Augment::contrast},
    {"saturation", &Augment::saturation},
    {"erase", &Augment::erase},
}};

[[noreturn]] void refuse(std::string_view part, std::string_view why) {
  throw UsageError(
      fmt::format("augmentation \"{}\": {}; expected {}", part, why, allowed));
}

std::vector<std::string_view> pieces(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// The numbers of "word:1,2,3"; all of the text must be numbers.
std::vector<double> numbers(std::string_view part, std::size_t count) {
  const std::size_t colon = part.find(':');
  std::vector<double> values;
  if (colon != part.npos)
    for (std::string_view piece : pieces(part.substr(colon + 1), ',')) {
      double value = 0;
      const char* const end = piece.data() + piece.size();
      const auto [rest, error] = std::from_chars(piece.data(), end, value);
      if (error != std::errc{} || rest != end)
        refuse(part, fmt::format("\"{}\" is not a number", piece));
      values.push_back(value);
    }
  if (values.size() != count)
    refuse(part, fmt::format("{} number{} wanted, {} given", count,
                             count == 1 ? "" : "s", values.size()));
  return values;
}

void set(double& setting, double value, std::string_view part) {
  if (setting != 0) refuse(part, "sets what another part has set already");
  setting = value;
}

void read_geo(Augment& augment, std::string_view part) {
  const auto values = numbers(part, 3);
  set(augment.shift, values[0], part);
  set(augment.rotation, values[1], part);
  set(augment.elastic, values[2], part);
  set(augment.scale, geo_scale, part);
  set(augment.shear, geo_shear, part);
}

void read_color(Augment& augment, std::string_view part) {
  const double strength = numbers(part, 1)[0];
  set(augment.brightness, strength, part);
  set(augment.contrast, strength, part);
  set(augment.saturation, strength, part);
}

void read_part(Augment& augment, std::string_view part) {
  const std::string_view word = part.substr(0, part.find(':'));
  if (word == "geo") return read_geo(augment, part);
  if (word == "color") return read_color(augment, part);
  if (part == "flip") {
    if (augment.flip) refuse(part, "sets what another part has set already");
    augment.flip = true;
    return;
  }
  for (const auto& setting : settings)
    if (word == setting.word) {
      set(augment.*setting.value, numbers(part, 1)[0], part);
      if (word == "shift") augment.integer_shift = augment.shift != 0;
      return;
    }
  refuse(part, "not an augmentation");
}

void check_range(std::string_view name, double value, double high) {
  if (!(value >= 0 && value <= high))  // NaN too
    throw UsageError(fmt::format("augmentation: {} is {}, expected 0 to {}",
                                 name, value, high));
}

}  // namespace

Augment parse_augment(std::string_view text) {
  Augment augment;
  if (text == "none") return augment;
  for (std::string_view part : pieces(text, '+'))
    read_part(augment, part);
  check(augment);
  return augment;
}

std::string to_string(const Augment& augment) {
  std::vector<std::string> parts;
  Augment rest = augment;
  if (rest.scale == geo_scale && rest.shear == geo_shear &&
      !rest.integer_shift) {
    parts.push_back(
        fmt::format("geo:{},{},{}", rest.shift, rest.rotation, rest.elastic));
    rest.shift = rest.rotation = rest.elastic = rest.scale = rest.shear = 0;
  }
  if (rest.brightness != 0 && rest.brightness == rest.contrast &&
      rest.contrast == rest.saturation) {
    parts.push_back(fmt::format("color:{}", rest.brightness));
    rest.brightness = rest.contrast = rest.saturation = 0;
  }
  for (const auto& [word, value] : settings) {
    if (word == (rest.integer_shift ? "subpixel" : "shift")) continue;
    if (rest.*value != 0)
      parts.push_back(fmt::format("{}:{}", word, rest.*value));
  }
  if (rest.flip) parts.emplace_back("flip");
  return parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, "+"));
}

void check(const Augment& augment) {
  check_range("shift", augment.shift, 100);
  check_range("rotation", augment.rotation, 180);
  check_range("scale", augment.scale, 0.9);
  check_range("shear", augment.shear, 2);
  check_range("elastic", augment.elastic, 100);
  check_range("erase", augment.erase, 1);
  check_range("brightness", augment.brightness, 1);
  check_range("contrast", augment.contrast, 1);
  check_range("saturation", augment.saturation, 1);
  if (augment.integer_shift && augment.shift != std::floor(augment.shift))
    throw UsageError(fmt::format(
        "augmentation: a shift by whole pixels cannot be {}; for any shift "
        "write subpixel:{}",
        augment.shift, augment.shift));
}

}  // namespace nn
