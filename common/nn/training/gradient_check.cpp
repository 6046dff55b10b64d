#include "nn/training/gradient_check.hpp"

namespace nn {
namespace {

using DoubleModel = Model<Reference<double>>;

/// df/dz for every number z that f depends on, by central differences.
template <class F>
arma::mat numerical_gradient(arma::mat& z, double h, F f) {
  arma::mat gradient(z.n_rows, z.n_cols);
  for (arma::uword i = 0; i < z.n_elem; ++i) {
    const double before = z[i];
    z[i] = before + h;
    const double above = f();
    z[i] = before - h;
    const double below = f();
    z[i] = before;
    gradient[i] = (above - below) / (2 * h);
  }
  return gradient;
}

double relative_distance(const arma::mat& a, const arma::mat& b) {
  const double size = arma::norm(a, "fro") + arma::norm(b, "fro");
  const double distance = arma::norm(a - b, "fro");
  return size == 0 ? distance : distance / size;
}

arma::mat random_normal(arma::uword rows, arma::uword cols,
                        std::uint64_t seed) {
  Random random(seed);
  arma::mat m(rows, cols);
  m.imbue([&] { return random.normal(); });
  return m;
}

}  // namespace

GradientCheck check_gradients(DoubleModel& model, arma::mat x, std::uint64_t seed,
                              double h) {
  const arma::mat G =
      random_normal(model.output_shape().features(), x.n_cols, seed);
  const auto f = [&] { return arma::accu(G % model.forward(x)); };
  f();
  const arma::mat dx = model.backward_to_input(G);
  GradientCheck check;
  check.input = relative_distance(dx, numerical_gradient(x, h, f));
  for (auto& [name, parameter] : model.named_parameters()) {
    const double distance = relative_distance(
        parameter->gradient, numerical_gradient(parameter->value, h, f));
    if (!(distance <= check.parameters)) {
      check.parameters = distance;
      check.worst = name;
    }
  }
  return check;
}

}  // namespace nn
