/// The range of class labels.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace nn {

/// The smallest and the largest of some labels; 0 and 0 if there are none.
struct LabelRange {
  std::int32_t smallest = 0;
  std::int32_t largest = 0;
};

inline LabelRange label_range(std::span<const std::int32_t> labels) {
  if (labels.empty()) return {};
  const auto [smallest, largest] =
      std::minmax_element(labels.begin(), labels.end());
  return {*smallest, *largest};
}

}  // namespace nn
