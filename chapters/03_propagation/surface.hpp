/// A surface to fit: y = x1 x2 + x1 + x2 on [-10, 10]^2. Notes C3.
#pragma once

#include "three_layers.hpp"

namespace chapter03 {

/// Samples of a function of two variables.
struct Samples {
  arma::mat x;     ///< 2 x samples
  arma::rowvec y;  ///< 1 x samples
};

/// A saddle: it rises along x1 = x2 and falls along x1 = -x2.
inline double surface(double x1, double x2) {
  return x1 * x2 + x1 + x2;
}

/// Points drawn uniformly from the square, with the surface's height.
inline Samples draw_samples(arma::uword count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Samples samples{arma::mat(2, count), arma::rowvec(count)};
  for (arma::uword j = 0; j < count; ++j) {
    samples.x(0, j) = random.uniform(-10, 10);
    samples.x(1, j) = random.uniform(-10, 10);
    samples.y(j) = surface(samples.x(0, j), samples.x(1, j));
  }
  return samples;
}

/// Gradient descent on all samples; returns the loss before each step and
/// after the last.
inline std::vector<double> fit(ThreeLayers& n, const Samples& samples,
                               int steps, FirstSlope slope,
                               double rate = 0.01) {
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

/// Scales the wide network's inputs and targets to about 1 (chapter 2).
inline constexpr double x_scale = 10, y_scale = 40;

/// The same task for 2-32-32-1 with tanh, from the library.
inline std::unique_ptr<Model> wide_model(std::uint64_t seed) {
  auto model = std::make_unique<Model>(nn::Shape{2});
  model->add<nn::Linear>(2, 32, nn::xavier()).add<nn::Tanh>();
  model->add<nn::Linear>(32, 32, nn::xavier()).add<nn::Tanh>();
  model->add<nn::Linear>(32, 1, nn::xavier());
  model->build(seed);
  return model;
}

/// Descends on all samples; returns the loss in the surface's own units.
inline double fit_wide(Model& model, const Samples& samples, int steps,
                       double rate) {
  const arma::mat x = samples.x / x_scale, t = samples.y / y_scale;
  arma::mat dy(arma::size(t));
  for (int step = 0; step < steps; ++step) {
    Exact::mean_squared_error(model.forward(x), t, dy);
    model.backward(dy);
    model.parameters() -= rate * model.gradients();
  }
  return y_scale * y_scale * Exact::mean_squared_error(model.forward(x), t, dy);
}

/// The wide network's output for one point.
inline double height(Model& model, double x1, double x2) {
  const arma::mat x = arma::vec{x1 / x_scale, x2 / x_scale};
  return y_scale * arma::as_scalar(model.forward(x));
}

}  // namespace chapter03
