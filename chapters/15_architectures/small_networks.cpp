#include "small_networks.hpp"

namespace chapter15 {

const char* name_of(Style style) {
  constexpr const char* names[] = {"plain", "Inception", "residual"};
  return names[static_cast<std::size_t>(style)];
}

}  // namespace chapter15
