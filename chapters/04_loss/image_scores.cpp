#include "image_scores.hpp"

#include "nn/core/random.hpp"

#include "losses.hpp"
#include "softmax.hpp"

namespace chapter04 {

ThreeClasses three_classes(const Images& images, std::size_t count) {
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

LinearClassifier random_classifier(std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights, 3);
  LinearClassifier f{arma::mat(3, 3072), arma::vec(3, arma::fill::zeros)};
  for (double& value : f.weights)
    value = 0.01 * random.normal();
  return f;
}

LinearClassifier zero_classifier() {
  return {arma::mat(3, 3072, arma::fill::zeros),
          arma::vec(3, arma::fill::zeros)};
}

void teach(LinearClassifier& f, const ThreeClasses& data, double rate,
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

double mean_loss(const LinearClassifier& f, const ThreeClasses& data) {
  return arma::mean(cross_entropies(scores(f, data.pixels), data.labels));
}

}  // namespace chapter04
