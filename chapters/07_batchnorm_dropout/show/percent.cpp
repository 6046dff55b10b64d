#include "percent.hpp"

#include "nn/core/print.hpp"

namespace chapter07 {

std::string percent(const Spread& s) {
  return fmt::format("{:5.1f} +- {:3.1f}", 100 * s.mean, 100 * s.deviation);
}

}  // namespace chapter07
