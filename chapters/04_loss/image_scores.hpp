/// Three classes, 3072 pixels: the notes' score function on real images.
#pragma once

#include "images.hpp"
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
ThreeClasses three_classes(const Images& images, std::size_t count);

/// Small normal weights, 0.01 as in notes B; no bias.
LinearClassifier random_classifier(std::uint64_t seed);

/// All weights 0: as good a start as any, since there is only one valley, and
/// no pixel keeps an arbitrary initial weight.
LinearClassifier zero_classifier();

/// Gradient descent on the mean cross-entropy. Its gradient for the scores is
/// p - one_hot; for W it is that times the pixels, for b just that.
void teach(LinearClassifier& f, const ThreeClasses& data, double rate,
           int steps);

/// The mean cross-entropy of all images.
double mean_loss(const LinearClassifier& f, const ThreeClasses& data);

}  // namespace chapter04
