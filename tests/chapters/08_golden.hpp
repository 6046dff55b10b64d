/// PyTorch's recorded convolutions and poolings as chapter 8's images.
#pragma once

#include "08_cnn/convolution.hpp"
#include "golden.hpp"

namespace golden {

/// Image n of a tensor [n, channels, height, width].
inline chapter08::Image image(const nlohmann::json& tensor, arma::uword n) {
  const auto shape = tensor.at("shape").get<std::vector<arma::uword>>();
  const auto values = tensor.at("values").get<std::vector<double>>();
  const arma::uword c = shape.at(1), h = shape.at(2), w = shape.at(3);
  chapter08::Image x(h, w, c);
  for (arma::uword k = 0; k < c; ++k)
    for (arma::uword i = 0; i < h; ++i)
      for (arma::uword j = 0; j < w; ++j)
        x(i, j, k) = values.at(((n * c + k) * h + i) * w + j);
  return x;
}

inline arma::uword count(const nlohmann::json& tensor) {
  return tensor.at("shape").at(0).get<arma::uword>();
}

/// A weight [out, in, k, k] and a bias [out].
inline chapter08::Filters filters(const nlohmann::json& weight,
                                  const nlohmann::json& bias) {
  chapter08::Filters f;
  for (arma::uword o = 0; o < count(weight); ++o)
    f.kernels.push_back(image(weight, o));
  f.bias = arma::vec(bias.at("values").get<std::vector<double>>());
  return f;
}

inline nn::Window window(const nlohmann::json& c) {
  return {c.at("kernel").get<std::size_t>(), c.at("stride").get<std::size_t>(),
          c.at("padding").get<std::size_t>()};
}

}  // namespace golden
