/// What happens to the gradient on its way back through ten layers.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "nn/layers/activation.hpp"
#include "nn/layers/initializers.hpp"
#include "nn/layers/linear.hpp"

#include "model.hpp"

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
Sizes gradient_sizes(Model& model, arma::uword count, std::uint64_t seed);

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
std::vector<Depth> compare_depths(std::uint64_t seed);

}  // namespace chapter03
