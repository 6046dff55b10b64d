/// What happens to the gradient on its way back through ten layers.
#pragma once

#include "library.hpp"

namespace chapter03 {

/// The size of dE/dW of each layer, first to last.
using Sizes = std::vector<double>;

/// A stack of `depth` layers of `width` units with the activation L.
template <template <class> class L>
std::unique_ptr<Model> deep_model(std::size_t depth, std::size_t width,
                                  nn::Initializer start, std::uint64_t seed) {
  auto model = std::make_unique<Model>(nn::Shape{width});
  for (std::size_t k = 0; k < depth; ++k)
    model->template add<nn::Linear>(width, width, start).template add<L>();
  model->build(seed);
  return model;
}

/// Propagates `count` random samples forward and a random dE/dy backward.
inline Sizes gradient_sizes(Model& model, arma::uword count,
                            std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  const auto normal = [&] { return random.normal(); };
  arma::mat x(model.input_shape().features(), count);
  arma::mat dy(model.output_shape().features(), count);
  x.imbue(normal);
  dy.imbue(normal);
  model.forward(x);
  model.backward(dy);
  Sizes sizes;
  for (const auto& [name, p] : model.named_parameters())
    if (p->name == "weight") sizes.push_back(arma::norm(p->gradient, "fro"));
  return sizes;
}

/// The share of all units' outputs whose slope is below 0.01: for these
/// samples the unit passes (almost) no gradient. The slope comes from
/// backward() itself: it is the activation's dx for dy = 1.
template <template <class> class L>
double asleep(Model& model) {
  double flat = 0, all = 0;
  L<Exact> activation;
  for (std::size_t k = 1; k < model.layer_count(); k += 2) {
    const arma::mat& x = model.activation(k - 1);
    const arma::mat& y = model.activation(k);
    arma::mat slope(arma::size(y));
    const arma::mat one(arma::size(y), arma::fill::ones);
    activation.backward(x, y, one, &slope, {});
    flat += double(arma::accu(arma::abs(slope) < 0.01));
    all += double(slope.n_elem);
  }
  return flat / all;
}

/// One line of the table and of the figure.
struct Depth {
  const char* name;
  Sizes sizes;
  double asleep;
  /// The fraction of the last layer's gradient that reaches the first.
  double left() const { return sizes.front() / sizes.back(); }
};

template <template <class> class L>
Depth measure_depth(const char* name, nn::Initializer start, std::uint64_t seed,
                    std::size_t depth = 10, std::size_t width = 64) {
  const auto model = deep_model<L>(depth, width, start, seed);
  const Sizes sizes = gradient_sizes(*model, 100, seed);
  return {name, sizes, asleep<L>(*model)};
}

/// Ten layers of 64 units: each activation with its suitable initialization,
/// and two with weights that are far too large.
inline std::vector<Depth> compare_depths(std::uint64_t seed) {
  return {measure_depth<nn::Sigmoid>("sigmoid, Xavier", nn::xavier(), seed),
          measure_depth<nn::Tanh>("tanh, Xavier", nn::xavier(), seed),
          measure_depth<nn::ReLU>("ReLU, He", nn::he(), seed),
          measure_depth<nn::Sigmoid>("sigmoid, normal(2)", nn::normal(2), seed),
          measure_depth<nn::Tanh>("tanh, normal(2)", nn::normal(2), seed)};
}

}  // namespace chapter03
