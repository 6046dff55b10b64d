#include "over_square.hpp"

namespace chapter05 {

nn::Grid over_square(const Function& f, double low, double high) {
  return nn::Grid::of(
      [&](double x1, double x2) {
        return f({x1, x2});
      },
      low, high, low, high, 121);
}

}  // namespace chapter05
