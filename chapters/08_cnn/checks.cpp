#include "checks.hpp"

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "examples.hpp"
#include "library.hpp"
#include "patches.hpp"

namespace chapter08 {

Agreement compare_forward(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Agreement worst;
  const auto note = [](double& most, double now) {
    if (!(now <= most)) most = now;  // keeps NaN
  };
  for (const auto& [input, count, window] : cases()) {
    const Image x = random_image(input, random);
    const Filters f =
        random_filters(input.channels, count, window.kernel, random);
    const Image y = convolve(x, f, window);
    note(worst.product, distance(convolve_by_product(x, f, window), y));
    note(worst.reference,
         distance(convolve_by_library<nn::Reference<double>>(x, f, window), y));
    note(worst.cpu, distance(convolve_by_library<nn::Cpu>(x, f, window), y));
  }
  return worst;
}

double distance(const Gradients& a, const Gradients& b) {
  double worst = distance(a.x, b.x);
  const auto note = [&](double now) {
    if (!(now <= worst)) worst = now;
  };
  for (arma::uword o = 0; o < a.filters.count(); ++o)
    note(distance(a.filters.kernels[o], b.filters.kernels[o]));
  note(arma::abs(a.filters.bias - b.filters.bias).max());
  return worst;
}

Agreement compare_backward(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  Agreement worst;
  const auto note = [](double& most, double now) {
    if (!(now <= most)) most = now;
  };
  for (const auto& [input, count, window] : cases()) {
    const Image x = random_image(input, random);
    const Filters f =
        random_filters(input.channels, count, window.kernel, random);
    const Image dy = random_image(shape_of(convolve(x, f, window)), random);
    const Gradients d = convolve_backward(x, f, dy, window);
    const auto [dW, db] = filter_gradients_by_product(x, dy, window);
    note(worst.product, arma::abs(dW - weight_matrix(d.filters)).max());
    note(worst.product, arma::abs(db - d.filters.bias).max());
    note(worst.reference,
         distance(convolve_backward_by_library<nn::Reference<double>>(x, f, dy,
                                                                      window),
                  d));
    note(worst.cpu,
         distance(convolve_backward_by_library<nn::Cpu>(x, f, dy, window), d));
  }
  return worst;
}

Image measured_gradient(Image x, const Filters& filters, const Image& dy,
                        const nn::Window& window, double h) {
  Image gradient(arma::size(x));
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const double before = x(i);
    x(i) = before + h;
    const double above = arma::accu(dy % convolve(x, filters, window));
    x(i) = before - h;
    const double below = arma::accu(dy % convolve(x, filters, window));
    x(i) = before;
    gradient(i) = (above - below) / (2 * h);
  }
  return gradient;
}

nn::GradientCheck check_small_network(std::uint64_t seed) {
  nn::Sequential<nn::Reference<double>> model({2, 9, 9});
  model.add<nn::Conv2d>(2, 3, {.kernel = 3, .padding = 1}).add<nn::Tanh>();
  model.add<nn::MaxPool2d>(3, {.stride = 2});
  model.add<nn::Conv2d>(3, 4, {.kernel = 3, .stride = 2, .padding = 1})
      .add<nn::Sigmoid>();
  model.add<nn::AveragePool2d>(2).add<nn::Flatten>();
  model.add<nn::Linear>(4, 3);
  model.build(seed);
  nn::Random random(seed, nn::Stream::data);
  arma::mat x(model.input_shape().features(), 2);
  x.imbue([&] { return random.normal(); });
  return nn::check_gradients(model, x, seed);
}

}  // namespace chapter08
