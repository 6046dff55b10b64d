#include "nn/model/initializers.hpp"

#include <cmath>

namespace nn {

Initializer zeros() {
  return constant(0);
}
Initializer constant(double value) {
  return {Initializer::Kind::constant, value};
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
    case Kind::constant:
      return 0;
    case Kind::normal:
      return value;
    case Kind::xavier:
      return std::sqrt(2 / (in + out));
    case Kind::he:
      return std::sqrt(2 / in);
  }
  return 0;
}

arma::fmat fill_weights(const Initializer& rule, std::size_t rows,
                        std::size_t cols, std::size_t fan_in,
                        std::size_t fan_out, Random& random) {
  const double deviation = rule.standard_deviation(fan_in, fan_out);
  arma::fmat weights(rows, cols);
  if (rule.kind == Initializer::Kind::constant)
    weights.fill(static_cast<float>(rule.value));
  else
    weights.imbue(
        [&] { return static_cast<float>(deviation * random.normal()); });
  return weights;
}

}  // namespace nn
