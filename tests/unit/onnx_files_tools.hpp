// Networks for the tests of .onnx files, and ways to compare them.
#pragma once

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/networks/resnet.hpp"
#include "nn/onnx/onnx.hpp"
#include "nn/reference/reference.hpp"

namespace onnx_tests {

using nn::Cpu;

inline arma::fmat noise(arma::uword rows, arma::uword cols,
                        std::uint64_t seed) {
  nn::Random random(seed);
  arma::fmat x(rows, cols);
  x.imbue([&] { return static_cast<float>(random.normal()); });
  return x;
}

/// Builds; no number is where it started, running means included.
template <class B>
void shake(nn::Model<B>& model) {
  model.build(1);
  nn::Random random(3);
  arma::fmat p = B::to_host(model.parameters());
  for (float& v : p)
    v += static_cast<float>(0.1 * random.normal());
  B::from_host(p, model.parameters());
  for (auto& [name, state] : model.named_states())
    for (auto& v : state->values)
      v = static_cast<typename B::Real>(0.5 + random.uniform());
}

inline arma::fmat answers(nn::Model<Cpu>& model, arma::uword samples = 7) {
  return model.forward(noise(model.input_shape().features(), samples, 8),
                       nn::Mode::evaluate);
}

/// The largest difference, as a share of the largest number.
inline double apart(const arma::fmat& a, const arma::fmat& b) {
  if (arma::size(a) != arma::size(b) || !a.is_finite() || !b.is_finite())
    return arma::datum::nan;
  return arma::abs(a - b).max() / arma::abs(a).max();
}

/// A folder that goes with the test.
struct Folder {
  Folder() {
    path = std::filesystem::temp_directory_path() /
           ("onnx_tests." + std::to_string(::getpid()));
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Written and read again, without a file.
template <class B>
std::unique_ptr<nn::Graph<B>> there_and_back(nn::Model<B>& model) {
  const std::string bytes = nn::format_onnx("x.onnx", nn::to_onnx(model));
  return nn::from_onnx<B>(
      nn::parse_onnx(
          "x.onnx",
          {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}),
      "x.onnx");
}

/// Every kind of layer, images and vectors, one after the other.
inline std::unique_ptr<nn::Graph<Cpu>> every_layer() {
  auto net = std::make_unique<nn::Graph<Cpu>>(nn::Shape{2, 9, 9});
  auto& g = *net;
  nn::Value x = g.add<nn::Conv2d>("conv", g.input(), 2, 4,
                                  {.kernel = 3, .stride = 2, .padding = 2});
  x = g.add<nn::BatchNorm>("bn", x, 4, {.momentum = 0.03, .epsilon = 1e-3});
  const nn::Value a = g.add<nn::LeakyReLU>("leaky", x, 0.2);
  const nn::Value b = g.add<nn::GELU>("gelu", x);
  const nn::Value c =
      g.add<nn::Conv2d>("same", b, 4, 4, {.padding = 1, .bias = false});
  x = g.add<nn::Add>("sum", {a, b, c});
  x = g.add<nn::Add>("add", {x, c});
  x = g.add<nn::Identity>("identity", x);
  const nn::Value d = g.add<nn::MaxPool2d>("max", x, 3, nn::PoolOptions{1, 1});
  const nn::Value e =
      g.add<nn::AveragePool2d>("mean", x, 3, nn::PoolOptions{1, 1});
  x = g.add<nn::Concatenate>("cat", {d, e, x});
  x = g.add<nn::PadChannels>("pad", x, 15);
  x = g.add<nn::ReLU>("relu", x);
  const nn::Value f = g.add<nn::GlobalAveragePool2d>("pool", x);
  const nn::Value h = g.add<nn::Linear>("image", x, 15 * 36, 5);
  x = g.add<nn::Flatten>("flat", f);
  x = g.add<nn::Dropout>("dropout", x, 0.3);
  x = g.add<nn::Linear>("fc", x, 15, 5);
  x = g.add<nn::BatchNorm>("bn1d", x, 5);
  x = g.add<nn::Sigmoid>("sigmoid", x);
  const nn::Value t = g.add<nn::Tanh>("tanh", h);
  x = g.add<nn::Concatenate>("both", {x, t});
  x = g.add<nn::PadChannels>("longer", x, 12);
  g.add<nn::Softmax>("softmax", x);
  shake(g);
  return net;
}

/// The fields of every layer that an .onnx file keeps.
template <class B>
std::string described(nn::Model<B>& model) {
  std::string text;
  for (std::size_t i = 0; i < model.layer_count(); ++i) {
    const nn::LayerFacts f = nn::facts_of(model.layer(i), model.layer_shape(i));
    text += fmt::format("{} {} {} {} {}\n", model.layer_name(i),
                        model.layer(i).name(), f.bias, f.number, f.momentum);
  }
  return text;
}

}  // namespace onnx_tests
