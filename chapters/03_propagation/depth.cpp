#include "depth.hpp"

#include "nn/core/random.hpp"

namespace chapter03 {

Sizes gradient_sizes(Model& model, arma::uword count, std::uint64_t seed) {
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

std::vector<Depth> compare_depths(std::uint64_t seed) {
  return {measure_depth<nn::Sigmoid>("sigmoid, Xavier", nn::xavier(), seed),
          measure_depth<nn::Tanh>("tanh, Xavier", nn::xavier(), seed),
          measure_depth<nn::ReLU>("ReLU, He", nn::he(), seed),
          measure_depth<nn::Sigmoid>("sigmoid, normal(2)", nn::normal(2), seed),
          measure_depth<nn::Tanh>("tanh, normal(2)", nn::normal(2), seed)};
}

}  // namespace chapter03
