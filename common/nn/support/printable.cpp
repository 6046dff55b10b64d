#include "nn/support/printable.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace nn {

std::string quoted_name(const std::string& name) {
  using nlohmann::json;
  const std::string part = name.size() > 60 ? name.substr(0, 57) + "..." : name;
  return json(part).dump(-1, ' ', true, json::error_handler_t::replace);
}

std::string printable(const std::string& text) {
  const std::string quoted = quoted_name(text);
  return quoted.substr(1, quoted.size() - 2);
}

std::string shape_text(const std::vector<std::size_t>& shape) {
  constexpr std::size_t most = 6;
  const auto shown = static_cast<std::ptrdiff_t>(std::min(most, shape.size()));
  const auto first = shape.begin();
  std::string text = fmt::format("{}", fmt::join(first, first + shown, ", "));
  if (shape.size() > most)
    text += fmt::format(", ... of {} dimensions", shape.size());
  return "[" + text + "]";
}

}  // namespace nn
