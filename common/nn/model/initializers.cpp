#include "nn/model/initializers.hpp"

#include <cmath>

namespace nn {

Initializer zeros() {
  return {Initializer::Kind::zeros, 0};
}
Initializer normal(double standard_deviation) {
  return {Initializer::Kind::normal, standard_deviation};
}
Initializer xavier() {
  return {Initializer::Kind::xavier, 0};
}
Initializer he() {
  return {Initializer::Kind::he, 0};
}

double Initializer::standard_deviation(std::size_t fan_in,
                                       std::size_t fan_out) const {
  const auto in = static_cast<double>(fan_in);
  const auto out = static_cast<double>(fan_out);
  switch (kind) {
    case Kind::zeros:
      return 0;
    case Kind::normal:
      return deviation;
    case Kind::xavier:
      return std::sqrt(2 / (in + out));
    case Kind::he:
      return std::sqrt(2 / in);
  }
  return 0;
}

}  // namespace nn
