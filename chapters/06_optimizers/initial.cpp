#include "initial.hpp"

#include <numbers>

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"

namespace chapter06 {

const char* name_of(Squash squash) {
  constexpr std::array names{"sigmoid", "tanh", "ReLU"};
  return names[static_cast<std::size_t>(squash)];
}

double squashed(Squash squash, double z) {
  if (squash == Squash::sigmoid) return 1 / (1 + std::exp(-z));
  return squash == Squash::tanh ? std::tanh(z) : std::max(0.0, z);
}

std::vector<Start> five_starts(Squash squash) {
  const double gain = squash == Squash::relu ? std::numbers::sqrt2 : 1;
  return {{"1 * randn", "one", nn::normal(1)},
          {"0.01 * randn", "small", nn::normal(0.01)},
          {"Xavier", "xavier", nn::xavier()},
          {"He", "he", nn::he()},
          {"orthogonal", "orthogonal", nn::orthogonal(gain)}};
}

arma::mat normal_samples(arma::uword samples, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  arma::mat x(layer_size, samples);
  x.imbue([&] { return random.normal(); });
  return x;
}

// #region by-hand
/// The activations of each hidden layer: h = f(W h), five times, with new
/// weights for every layer.
std::vector<arma::mat> hidden_by_hand(const Start& start, Squash squash,
                                      arma::mat h, std::uint64_t seed) {
  std::vector<arma::mat> activations;
  for (std::uint32_t l = 0; l < hidden_layers; ++l) {
    nn::Random random(seed, nn::Stream::weights, 2 * l);  // 2l + 1: the bias
    const arma::mat W = arma::conv_to<arma::mat>::from(nn::fill_weights(
        start.rule, layer_size, layer_size, layer_size, layer_size, random));
    h = W * h;
    h.transform([&](double z) { return squashed(squash, z); });
    activations.push_back(h);
  }
  return activations;
}
// #endregion by-hand

std::unique_ptr<nn::Sequential<Exact>> five_layers(const Start& start,
                                                   Squash squash,
                                                   std::uint64_t seed) {
  auto model = std::make_unique<nn::Sequential<Exact>>(nn::Shape{layer_size});
  for (arma::uword l = 0; l < hidden_layers; ++l) {
    model->add<nn::Linear>(layer_size, layer_size, start.rule);
    if (squash == Squash::sigmoid) model->add<nn::Sigmoid>();
    if (squash == Squash::tanh) model->add<nn::Tanh>();
    if (squash == Squash::relu) model->add<nn::ReLU>();
  }
  model->build(seed);
  return model;
}

std::vector<arma::mat> hidden_of_library(nn::Sequential<Exact>& model,
                                         const arma::mat& x) {
  model.forward(x);
  std::vector<arma::mat> activations;
  for (arma::uword l = 0; l < hidden_layers; ++l)
    activations.push_back(model.activation(2 * l + 1));
  return activations;
}

double hidden_difference(const arma::mat& x, std::uint64_t seed) {
  double largest = 0;
  for (Squash squash : all_squashes)
    for (const Start& start : five_starts(squash)) {
      const auto by_hand = hidden_by_hand(start, squash, x, seed);
      const auto model = five_layers(start, squash, seed);
      const auto library = hidden_of_library(*model, x);
      for (std::size_t l = 0; l < hidden_layers; ++l)
        largest = std::max(largest, arma::abs(by_hand[l] - library[l]).max());
    }
  return largest;
}

arma::rowvec deviations(const std::vector<arma::mat>& activations) {
  arma::rowvec result(activations.size());
  for (std::size_t l = 0; l < activations.size(); ++l)
    result(l) = arma::stddev(arma::vectorise(activations[l]), 1);
  return result;
}

Moments moments(Squash squash, double q) {
  constexpr double dz = 1e-3;
  Moments m;
  for (double z = -8 + dz / 2; z < 8; z += dz) {
    const double weight =
        dz * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double h = squashed(squash, std::sqrt(q) * z);
    m.mean += weight * h;
    m.square += weight * h * h;
  }
  return m;
}

// #region predicted
/// The deviation of each layer's activations, by the rule behind Xavier and He:
/// z sums up n terms W h, so Var[z] = n Var[W] E[h^2]  (He et al., ICCV 2015,
/// equations 6 to 8; Poole et al., NeurIPS 2016, for any f).
arma::rowvec predicted_deviations(const Start& start, Squash squash) {
  const double deviation =
      start.rule.standard_deviation(layer_size, layer_size);
  arma::rowvec result(hidden_layers);
  double square = 1;  // E[x^2]
  for (double& h : result) {
    const Moments m =
        moments(squash, double(layer_size) * deviation * deviation * square);
    h = std::sqrt(m.square - m.mean * m.mean);
    square = m.square;
  }
  return result;
}
// #endregion predicted

/// Forward, a unit adds up n_in terms W h; backward, an input adds up n_out
/// terms W times the derivative of a unit (Glorot and Bengio, AISTATS 2010,
/// equations 5 and 6).
BothWays predicted_both_ways(double variance, std::size_t n_in,
                             std::size_t n_out) {
  return {double(n_in) * variance, double(n_out) * variance};
}

BothWays measured_both_ways(const nn::Initializer& rule, std::size_t n_in,
                            std::size_t n_out, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights), numbers(seed, nn::Stream::data);
  const arma::mat W = arma::conv_to<arma::mat>::from(
      nn::fill_weights(rule, n_out, n_in, n_in, n_out, random));
  arma::mat h(n_in, 200), dz(n_out, 200);
  h.imbue([&] { return numbers.normal(); });
  dz.imbue([&] { return numbers.normal(); });
  const auto mean_square = [](const arma::mat& m) {
    return arma::mean(arma::vectorise(arma::square(m)));
  };
  return {mean_square(W * h), mean_square(W.t() * dz)};
}

arma::rowvec gradient_sizes(const Start& start, Squash squash,
                            const arma::mat& x, std::uint64_t seed) {
  const auto model = five_layers(start, squash, seed);
  model->forward(x);
  model->backward(normal_samples(x.n_cols, seed + 1));
  arma::rowvec sizes(hidden_layers);
  arma::uword l = 0;
  for (auto& [name, p] : model->named_parameters())
    if (name.ends_with("weight"))
      sizes(l++) =
          std::sqrt(arma::mean(arma::vectorise(arma::square(p->gradient)))) /
          std::sqrt(double(x.n_cols));
  return sizes;
}

}  // namespace chapter06
