#include "steps_networks.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "image.hpp"
#include "pictures.hpp"
#include "show/figures_networks.hpp"
#include "show/report_networks.hpp"

namespace chapter08 {
namespace {

int epochs(const nn::Options& options) {
  return options.smoke ? 1 : 6;
}

/// The accuracies of all four on images changed by each of `amounts`.
template <class F>
Tolerance measure(Networks& networks, const nn::Dataset& test,
                  const arma::vec& amounts, F change) {
  Tolerance result{amounts, arma::mat(amounts.n_elem, 4)};
  for (arma::uword i = 0; i < amounts.n_elem; ++i) {
    const nn::Dataset data = changed(test, [&](const arma::mat& image) {
      return change(image, amounts(i));
    });
    result.accuracies.row(i) = arma::rowvec{
        networks.mlp.accuracy(data), networks.cnn.accuracy(data),
        networks.strided.accuracy(data), networks.global.accuracy(data)};
  }
  return result;
}

}  // namespace

Networks train_networks(const nn::TrainTest& images,
                        const nn::Options& options) {
  nn::heading(fmt::format("Four networks, {} images, {} epoch{}",
                          images.train.size(), epochs(options),
                          epochs(options) == 1 ? "" : "s"));
  const nn::Shape& shape = images.train.shape;
  Networks n{{Kind::mlp, shape, options.seed},
             {Kind::cnn, shape, options.seed},
             {Kind::strided, shape, options.seed},
             {Kind::global, shape, options.seed},
             {}};
  n.filters_before = n.cnn.parameter("0.weight");
  fmt::print("  network            parameters   test accuracy\n");
  for (auto [kind, network] : {std::pair{Kind::mlp, &n.mlp},
                               {Kind::cnn, &n.cnn},
                               {Kind::strided, &n.strided},
                               {Kind::global, &n.global}}) {
    network->train(images.train, epochs(options), options.seed);
    fmt::print("  {:<18} {:>10} {:>15}\n", name_of(kind), network->size(),
               percent(network->accuracy(images.test)));
  }
  return n;
}

void train_longer(const nn::TrainTest& images, const nn::Options& options) {
  const int count = 5 * epochs(options);
  nn::heading(fmt::format("Test accuracy after {} epochs, {} images", count,
                          images.train.size()));
  fmt::print("  network              rate    seed {}    seed {}\n",
             options.seed, options.seed + 1);
  for (const Kind kind : {Kind::mlp, Kind::cnn, Kind::global})
    for (const double rate : {0.001, 0.005}) {
      fmt::print("  {:<18} {:>6}", name_of(kind), rate);
      for (const std::uint64_t seed : {options.seed, options.seed + 1}) {
        Classifier network(kind, images.train.shape, seed);
        network.train(images.train, count, seed, rate);
        fmt::print("  {:>8}", percent(network.accuracy(images.test)));
      }
      fmt::print("\n");
    }
}

void pixels_in_another_order(Networks& networks, const nn::TrainTest& images,
                             const nn::Options& options) {
  nn::heading("The same images with their pixels shuffled");
  const nn::Shape& shape = images.train.shape;
  const arma::uvec order = random_order(shape.pixels(), options.seed);
  const nn::Dataset train = shuffled(images.train, order);
  const nn::Dataset test = shuffled(images.test, order);
  draw_shuffled(images.test, test, options.out);
  fmt::print("  network      in order   trained and tested shuffled\n");
  for (auto [kind, plain] :
       {std::pair{Kind::mlp, &networks.mlp}, {Kind::cnn, &networks.cnn}}) {
    Classifier mixed(kind, shape, options.seed);
    mixed.train(train, epochs(options), options.seed);
    fmt::print("  {:<10} {:>10} {:>14}\n", name_of(kind),
               percent(plain->accuracy(images.test)),
               percent(mixed.accuracy(test)));
  }
  // Reorder the first layer's weights, too: it is the same network.
  const arma::fmat plain_x = columns_of(images.test, 50);
  const arma::fmat mixed_x = columns_of(test, 50);
  const arma::fmat scores = networks.mlp.model().forward(plain_x);
  Classifier same(Kind::mlp, shape, options.seed);
  same.model().parameters() = networks.mlp.model().parameters();
  for (auto& [name, parameter] : same.model().named_parameters())
    if (name == "0.weight")
      parameter->value = arma::fmat(parameter->value.cols(order));
  fmt::print(
      "\n  The MLP's first weights shuffled along: scores differ by {:.0e}\n",
      arma::abs(same.model().forward(mixed_x) - scores).max());
}

void moved_and_blurred(Networks& networks, const nn::TrainTest& images,
                       const nn::Options& options) {
  nn::heading("Moved and blurred test images");
  const bool smoke = options.smoke;
  const nn::Dataset test = first_images(images.test, smoke ? 50 : 1000);
  const Tolerance shift =
      measure(networks, test, smoke ? arma::vec{0, 4} : arma::regspace(-8, 8),
              [](const arma::mat& image, double pixels) {
                return moved(image, static_cast<int>(pixels));
              });
  const Tolerance blur =
      measure(networks, test,
              smoke ? arma::vec{0, 1} : arma::regspace(0, 0.25, 2.5), blurred);
  const auto some = [](const Tolerance& t, const arma::vec& amounts) {
    Tolerance part{amounts, arma::mat(amounts.n_elem, 4)};
    for (arma::uword i = 0; i < amounts.n_elem; ++i) {
      const auto nearest = std::ranges::min_element(
          t.amount, {}, [&](double a) { return std::abs(a - amounts(i)); });
      part.accuracies.row(i) = t.accuracies.row(
          static_cast<arma::uword>(nearest - t.amount.begin()));
    }
    return part;
  };
  print_tolerance("pixels to the right",
                  smoke ? shift : some(shift, {0, 1, 2, 3, 4, 6, 8}));
  print_tolerance("blur in pixels",
                  smoke ? blur : some(blur, {0, 0.5, 1, 1.5, 2}));
  draw_tolerance(shift, blur, options.out);
}

void what_was_learned(Networks& networks, const nn::TrainTest& images,
                      const nn::Options& options) {
  nn::heading("What the CNN has learned to look for");
  const arma::mat after = networks.cnn.parameter("0.weight");
  const arma::mat& before = networks.filters_before;
  draw_filters(before, after, options.out);
  fmt::print(
      "  the first kernels changed by {:.0f} % of their length\n",
      100 * arma::norm(after - before, "fro") / arma::norm(before, "fro"));
  const std::size_t sample = one_of_each(images.test, {9}).front();
  arma::fmat x(images.test.shape.features(), 1);
  std::copy_n(images.test.pixels.begin() + std::ptrdiff_t(sample * x.n_rows),
              x.n_rows, x.begin());
  x /= 255;
  const std::vector<arma::fmat> outputs = networks.cnn.cnn_maps(x);
  const std::vector<std::pair<std::size_t, nn::Shape>> layers{
      {1, {16, 28, 28}}, {2, {16, 14, 14}}, {4, {32, 14, 14}}, {5, {32, 7, 7}}};
  const std::vector<std::string> labels{
      "convolution 1 | 卷积 1", "pooling 1 | 池化 1", "convolution 2 | 卷积 2",
      "pooling 2 | 池化 2"};
  std::vector<Image> maps;
  fmt::print("  layer            maps      silent numbers\n");
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto& [layer, shape] = layers[i];
    maps.push_back(image_of(
        arma::conv_to<arma::vec>::from(outputs[layer].as_col()), shape));
    fmt::print("  {:<14} {:>9} {:>14}\n", nn::english(labels[i]),
               nn::to_string(shape),
               percent(double(arma::accu(maps.back() == 0)) /
                       double(maps.back().n_elem)));
  }
  draw_maps(pixels_of(images.test, sample), maps, labels, options.out);
}

}  // namespace chapter08
