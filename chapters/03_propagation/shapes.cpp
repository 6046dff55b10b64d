#include "shapes.hpp"

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"

#include "model.hpp"

namespace chapter03 {

std::vector<LayerShapes> shapes_of(const std::vector<std::size_t>& widths,
                                   std::size_t samples, std::uint64_t seed) {
  Model model({widths.front()});
  for (std::size_t k = 1; k < widths.size(); ++k)
    model.add<nn::Linear>(widths[k - 1], widths[k]).add<nn::Sigmoid>();
  model.build(seed);
  nn::Random random(seed, nn::Stream::data);
  arma::mat x(widths.front(), samples), dy(widths.back(), samples);
  x.imbue([&] { return random.normal(); });
  dy.imbue([&] { return random.normal(); });
  model.forward(x);
  model.backward(dy);
  const auto all = model.named_parameters();  // W and b, layer after layer
  std::vector<LayerShapes> shapes;
  for (std::size_t i = 0; i < all.size(); i += 2) {
    const auto &W = *all[i].parameter, &b = *all[i + 1].parameter;
    shapes.push_back({.W = arma::size(W.value),
                      .b = arma::size(b.value),
                      .dW = arma::size(W.gradient),
                      .db = arma::size(b.gradient),
                      .output = arma::size(model.activation(i)),
                      .parameters = W.value.n_elem + b.value.n_elem});
  }
  return shapes;
}

}  // namespace chapter03
