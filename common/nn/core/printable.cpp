#include "nn/core/printable.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace nn {

std::string printable(const std::string& text) {
  using nlohmann::json;
  constexpr std::size_t most = 60;
  const std::string start = text.substr(0, most + 1);
  const std::string quoted =
      json(start).dump(-1, ' ', true, json::error_handler_t::replace);
  const std::string all = quoted.substr(1, quoted.size() - 2);
  return all.size() > most ? all.substr(0, most - 3) + "..." : all;
}

std::string quoted_name(const std::string& name) {
  return '"' + printable(name) + '"';
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
