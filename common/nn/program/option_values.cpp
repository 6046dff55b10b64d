#include "nn/program/option_values.hpp"

#include <charconv>
#include <limits>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace nn {
namespace {

/// Is all of `text` one number of this kind? Then it goes to `number`.
template <class Number>
bool parse(std::string_view text, Number& number) {
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && at == end;
}

}  // namespace

CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const auto check = [=](std::string& text) -> std::string {
    std::uint64_t number = 0;
    if (!parse(text, number) || number < low || number > high)
      return fmt::format("\"{}\": expected a whole number from {} to {}", text,
                         low, high);
    text = std::to_string(number);  // no leading zeros
    return "";
  };
  const bool any = high == std::numeric_limits<std::uint64_t>::max();
  return {check, any ? "" : fmt::format("INT in [{} - {}]", low, high)};
}

CLI::Validator number_between(double low, double high) {
  const auto check = [=](const std::string& text) -> std::string {
    double number = 0;
    if (parse(text, number) && number >= low && number <= high) return "";
    return fmt::format("\"{}\": expected a number from {} to {}", text, low,
                       high);
  };
  return {check, fmt::format("FLOAT in [{} - {}]", low, high)};
}

void refuse_empty_values(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") return;
    if (argument.starts_with("--") && argument.ends_with("="))
      throw UsageError(
          fmt::format("{}: a value is missing behind the =", argument));
  }
}

}  // namespace nn
