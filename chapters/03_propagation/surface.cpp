#include "surface.hpp"

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/initializers.hpp"
#include "nn/layers/linear.hpp"

namespace chapter03 {
namespace {

/// Scales the wide network's inputs and targets to about 1 (chapter 2).
constexpr double x_scale = 10, y_scale = 40;

}  // namespace

double surface(double x1, double x2) {
  return x1 * x2 + x1 + x2;
}

Samples draw_samples(arma::uword count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Samples samples{arma::mat(2, count), arma::rowvec(count)};
  for (arma::uword j = 0; j < count; ++j) {
    samples.x(0, j) = random.uniform(-10, 10);
    samples.x(1, j) = random.uniform(-10, 10);
    samples.y(j) = surface(samples.x(0, j), samples.x(1, j));
  }
  return samples;
}

std::vector<double> fit(ThreeLayers& n, const Samples& samples, int steps,
                        FirstSlope slope, double rate) {
  std::vector<double> losses;
  for (int step = 0; step < steps; ++step) {
    const ThreeOutputs out = forward(n, samples.x);
    losses.push_back(loss(out.y, samples.y));
    const ThreeLayers d = backward(n, samples.x, samples.y, out, slope);
    for (const auto& [name, matrix] : six)
      n.*matrix -= rate * (d.*matrix);
  }
  losses.push_back(loss(forward(n, samples.x).y, samples.y));
  return losses;
}

std::unique_ptr<Model> wide_model(std::uint64_t seed) {
  auto model = std::make_unique<Model>(nn::Shape{2});
  model->add<nn::Linear>(2, 32, nn::xavier()).add<nn::Tanh>();
  model->add<nn::Linear>(32, 32, nn::xavier()).add<nn::Tanh>();
  model->add<nn::Linear>(32, 1, nn::xavier());
  model->build(seed);
  return model;
}

double fit_wide(Model& model, const Samples& samples, int steps, double rate) {
  const arma::mat x = samples.x / x_scale, t = samples.y / y_scale;
  arma::mat dy(arma::size(t));
  for (int step = 0; step < steps; ++step) {
    Exact::mean_squared_error(model.forward(x), t, dy);
    model.backward(dy);
    model.parameters() -= rate * model.gradients();
  }
  return y_scale * y_scale * Exact::mean_squared_error(model.forward(x), t, dy);
}

double height(Model& model, double x1, double x2) {
  const arma::mat x = arma::vec{x1 / x_scale, x2 / x_scale};
  return y_scale * arma::as_scalar(model.forward(x));
}

}  // namespace chapter03
