// One training of chapter 15's deep or small networks; see architectures.py.
//
//   architectures depth plain|residual BLOCKS RATE SEED EPOCHS IMAGES
//   architectures style plain|Inception|residual RATE SEED EPOCHS IMAGES
//   architectures fold THREADS ROUNDS
//
// On Fashion-MNIST, halved. Prints the training loss of each epoch as JSON, and
// for a style the accuracy on all test images and what the network costs.
// Folding: ResNet-20 in use, with its BatchNorms and without, in turns.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "15_architectures/depth_trials.hpp"
#include "15_architectures/style_trials.hpp"
#include "nn/model/fold.hpp"

using namespace chapter15;

namespace {

nn::Dataset images(const std::string& count) {
  return halved(nn::load_images("fashion-mnist").train, std::stoul(count));
}

Fitting fitting_of(char** words) {
  return {.epochs = std::stoi(words[2]),
          .rate = std::stod(words[0]),
          .seed = std::stoul(words[1])};
}

void depth(char** words) {
  const bool plain = std::string(words[0]) == "plain";
  const DeepNetwork network = {
      std::stoul(words[1]), plain ? nn::Shortcut::none : nn::Shortcut::padded};
  const Fitting fitting = fitting_of(words + 2);
  const auto net = made(network, fitting.seed);
  std::string losses;
  for (const double loss : fit(*net, images(words[5]), fitting))
    losses += fmt::format("{}{:.6f}", losses.empty() ? "" : ", ",
                          std::isfinite(loss) ? loss : 1e9);
  std::printf("{\"losses\": [%s]}\n", losses.c_str());
}

Style style_of(const std::string& name) {
  for (const Style style : all_styles)
    if (name == name_of(style)) return style;
  throw nn::UsageError("no style " + name);
}

void style(char** words) {
  const auto clothes = nn::load_images("fashion-mnist");
  const nn::Dataset train = halved(clothes.train, std::stoul(words[4]));
  const nn::Dataset test = halved(clothes.test, clothes.test.size());
  const StyleTrial trial =
      try_style(style_of(words[0]), train, fitting_of(words + 1), &test);
  std::printf(
      "{\"loss\": %.6f, \"accuracy\": %.6f, \"parameters\": %zu, "
      "\"multiply_adds\": %zu, \"depth\": %zu}\n",
      std::isfinite(trial.loss) ? trial.loss : 1e9, trial.accuracy,
      trial.cost.parameters, trial.cost.multiply_adds, trial.depth);
}

/// Samples a second in use.
double speed(nn::Model<nn::Cpu>& net, const arma::fmat& x) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  std::size_t samples = 0;
  std::chrono::duration<double> taken{};
  do {
    net.forward(x, nn::Mode::evaluate);
    samples += x.n_cols;
    taken = Clock::now() - begin;
  } while (taken.count() < 1);
  return double(samples) / taken.count();
}

void fold(char** words) {
  nn::Cpu::set_threads(std::stoi(words[0]));
  nn::Graph<nn::Cpu> net({1, 28, 28});
  nn::add_resnet(net, /*blocks=*/3, /*classes=*/10);
  net.build(1);
  const auto folded = nn::fold_batch_norm(net);
  const arma::fmat x(net.input_shape().features(), 128, arma::fill::randu);
  std::string rounds;
  for (int round = 0; round < std::stoi(words[1]); ++round) {
    const double before = speed(net, x), after = speed(*folded, x);
    rounds += fmt::format("{}[{:.1f}, {:.1f}]", rounds.empty() ? "" : ", ",
                          before, after);
  }
  std::printf("{\"rounds\": [%s]}\n", rounds.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "depth" && argc == 8)
      depth(argv + 2);
    else if (what == "style" && argc == 7)
      style(argv + 2);
    else if (what == "fold" && argc == 4)
      fold(argv + 2);
    else
      throw nn::UsageError("architectures depth|style|fold ...: see the source");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "architectures: %s\n", error.what());
    return 1;
  }
}
