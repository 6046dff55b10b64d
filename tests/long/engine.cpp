// The engine alone, for any processor that C++ is compiled for: trains a
// network on images of random numbers and prints a hash of what it has become.
//
//   engine NETWORK THREADS STEPS    -> HASH
//
// It needs neither BLAS nor any other library that would have to exist for the
// target processor. The constants are in tests/programs/digits.json.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

using B = nn::Cpu;
using Model = nn::Sequential<B>;

namespace {

constexpr nn::Shape image = {1, 20, 18};
constexpr std::size_t batch_size = 37, classes = 10;

/// Layers like those of chapter 9's networks, in sizes that no processor's
/// vectors, tiles and blocks divide evenly.
void mlp(Model& model) {
  model.add<nn::Linear>(360, 75).add<nn::ReLU>();
  model.add<nn::Linear>(75, 43).add<nn::GELU>();
  model.add<nn::Linear>(43, 30).add<nn::Tanh>();
  model.add<nn::Linear>(30, classes);
}

void cnn(Model& model) {
  model.add<nn::Conv2d>(1, 16, {.kernel = 3, .padding = 1}).add<nn::ReLU>();
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(16, 32, {.kernel = 3, .padding = 1})
      .add<nn::ReLU>();  // Winograd
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(32, 10, {.kernel = 3, .stride = 2, .padding = 1})
      .add<nn::ReLU>();  // dx by patches
  model.add<nn::Flatten>();
  model.add<nn::Linear>(60, 21).add<nn::Sigmoid>();
  model.add<nn::Linear>(21, classes);
}

void deep(Model& model) {
  model.add<nn::Conv2d>(1, 16, {.kernel = 3, .padding = 1, .bias = false});
  model.add<nn::BatchNorm>(16).add<nn::ReLU>();
  model.add<nn::Conv2d>(16, 16, {.kernel = 3, .padding = 1, .bias = false});
  model.add<nn::MaxPool2d>(2);
  model.add<nn::BatchNorm>(16).add<nn::ReLU>();
  model.add<nn::Conv2d>(16, 13, {.kernel = 5, .padding = 2})
      .add<nn::LeakyReLU>(0.1);
  model.add<nn::MaxPool2d>(2);
  model.add<nn::Dropout>(0.2);
  model.add<nn::Flatten>();
  model.add<nn::Linear>(260, 50, nn::orthogonal());
  model.add<nn::BatchNorm>(50).add<nn::ReLU>();
  model.add<nn::Dropout>(0.3);
  model.add<nn::Linear>(50, classes);
}

struct Batch {
  arma::fmat x = arma::fmat(image.features(), batch_size);
  std::vector<std::int32_t> labels = std::vector<std::int32_t>(batch_size);

  /// A label, and noise that is brighter in every so many pixels.
  void draw(nn::Random& random) {
    for (std::size_t j = 0; j < batch_size; ++j) {
      const std::uint32_t label = random.integer(classes);
      labels[j] = static_cast<std::int32_t>(label);
      for (std::size_t i = 0; i < x.n_rows; ++i)
        x(i, j) = static_cast<float>(random.uniform()) *
                  (i % (label + 2) == 0 ? 1 : 0.25f);
    }
  }
};

/// FNV-1a, 64 bits.
class Hash {
 public:
  void add(const float* numbers, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t bits;
      std::memcpy(&bits, numbers + i, sizeof bits);
      for (int byte = 0; byte < 4; ++byte)
        hash_ = (hash_ ^ (bits >> 8 * byte & 255)) * 1099511628211u;
    }
  }
  void print() const {
    std::printf("%08x%08x\n", static_cast<unsigned>(hash_ >> 32),
                static_cast<unsigned>(hash_));
  }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

void train(Model& model, int steps) {
  nn::Adam<B> adam(model, 2e-3);
  nn::SoftmaxCrossEntropy<B> loss(0.1);
  nn::Random random(1, nn::Stream::data);
  Batch batch;
  arma::fmat gradient(classes, batch_size);
  for (int step = 0; step < steps; ++step) {
    batch.draw(random);
    loss(model.forward(batch.x), batch.labels, gradient);
    model.backward(gradient);
    adam.step();
  }
  Hash hash;
  hash.add(model.parameters().memptr(), model.parameter_count());
  for (const auto& [name, state] : model.named_states())
    hash.add(state->values.data(), state->values.size());
  for (const auto& state : adam.states())
    hash.add(state.values->memptr(), state.values->n_elem);
  hash.print();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string network = argv[1];
  B::set_threads(std::atoi(argv[2]));
  Model model(image);
  if (network == "mlp") mlp(model);
  if (network == "cnn") cnn(model);
  if (network == "deep") deep(model);
  model.build(/*seed=*/1);
  train(model, std::atoi(argv[3]));
}
