/// Three classes, 3072 pixels: the notes' score function on real images.
#pragma once

#include "images.hpp"
#include "losses.hpp"
#include "score.hpp"

namespace chapter04 {

/// Color images of three classes.
struct ThreeClasses {
  arma::mat pixels;                  ///< 3072 x count
  std::vector<std::int32_t> labels;  ///< 0, 1, 2
  std::array<std::string, 3> names;
};

/// The first `count` images of the classes 0, 1 and 9 (of Fashion-MNIST:
/// T-shirt, trouser, ankle boot).
inline ThreeClasses three_classes(const Images& images, std::size_t count) {
  constexpr std::array<std::int32_t, 3> classes = {0, 1, 9};
  ThreeClasses three;
  std::vector<arma::vec> columns;
  for (arma::uword j = 0; j < images.size() && columns.size() < count; ++j) {
    const auto at = std::find(classes.begin(), classes.end(), images.labels[j]);
    if (at == classes.end()) continue;
    columns.push_back(color_pixels(picture(images.pixels.col(j))));
    three.labels.push_back(std::int32_t(at - classes.begin()));
  }
  three.pixels.set_size(3072, columns.size());
  for (std::size_t j = 0; j < columns.size(); ++j)
    three.pixels.col(j) = columns[j];
  for (std::size_t c = 0; c < 3; ++c)
    three.names[c] = images.class_names[std::size_t(classes[c])];
  return three;
}

/// Small normal weights, 0.01 as in notes B; no bias.
inline LinearClassifier random_classifier(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights, 3);
  LinearClassifier f{arma::mat(3, 3072), arma::vec(3, arma::fill::zeros)};
  for (double& value : f.weights)
    value = 0.01 * random.normal();
  return f;
}

/// All weights 0: as good a start as any, since there is only one valley, and
/// no pixel keeps an arbitrary initial weight.
inline LinearClassifier zero_classifier() {
  return {arma::mat(3, 3072, arma::fill::zeros),
          arma::vec(3, arma::fill::zeros)};
}

/// Gradient descent on the mean cross-entropy. Its gradient for the scores is
/// p - one_hot; for W it is that times the pixels, for b just that.
inline void teach(LinearClassifier& f, const ThreeClasses& data, double rate,
                  int steps) {
  const arma::mat target = one_hot(data.labels, 3);
  for (int i = 0; i < steps; ++i) {
    arma::mat slope = scores(f, data.pixels);
    slope.each_col([](arma::vec& s) { s = softmax(s); });
    slope = (slope - target) / double(slope.n_cols);
    f.weights -= rate * slope * data.pixels.t();
    f.bias -= rate * arma::sum(slope, 1);
  }
}

/// The mean cross-entropy of all images.
inline double mean_loss(const LinearClassifier& f, const ThreeClasses& data) {
  return arma::mean(cross_entropies(scores(f, data.pixels), data.labels));
}

}  // namespace chapter04
