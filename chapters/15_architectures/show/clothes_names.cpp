#include "clothes_names.hpp"

#include <array>

namespace chapter15 {

std::string clothes_name(const std::vector<std::string>& names,
                         std::int32_t label) {
  static constexpr std::array chinese{"T恤",  "裤子", "套衫", "连衣裙",
                                      "大衣", "凉鞋", "衬衫", "运动鞋",
                                      "包",   "短靴"};
  const auto k = static_cast<std::size_t>(label);
  const std::string name = names.at(k);
  if (names.back() != "Ankle boot") return name;
  return name + " | " + chinese.at(k);
}

}  // namespace chapter15
