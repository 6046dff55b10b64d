/// A linear classifier on ten classes of real images, with four losses.
#pragma once

#include "nn/reference/reference.hpp"
#include "nn/training/losses.hpp"

#include "images.hpp"

namespace chapter04 {

using Floats = nn::Reference<float>;

/// Ten templates: one row of weights per class.
struct Templates {
  arma::fmat weights;  ///< 10 x 784
  arma::fvec bias;     ///< 10
};

/// How to learn them.
struct Recipe {
  nn::Loss<Floats>& loss;
  double rate = 0.05;
  double l2 = 0, l1 = 0;  ///< penalties l2 * sum w^2 and l1 * sum |w|
};

Templates zero_templates(arma::uword pixels);

/// classes x samples.
arma::fmat template_scores(const Templates& f, const arma::fmat& x);

/// One step down the loss of a mini-batch. x: pixels x samples.
void step(Templates& f, const Recipe& recipe, const arma::fmat& x,
          std::span<const std::int32_t> labels);

/// All images once, in mini-batches of 100, in a new order for each epoch.
void learn_epoch(Templates& f, const Recipe& recipe, const Images& images,
                 std::uint64_t seed, std::uint32_t epoch);

/// The share of images whose true class scores highest.
double accuracy(const Templates& f, const Images& images);

/// The cross-entropy of every single image.
arma::vec losses_of_images(const Templates& f, const Images& images);

/// The losses of mini-batches of this size: each is the mean over its images,
/// which are drawn without replacement.
arma::vec batch_means(const arma::vec& losses, std::size_t batch,
                      std::uint64_t seed);

/// The templates as pictures, each scaled to its own largest weights.
std::vector<arma::mat> template_pictures(const Templates& f);

}  // namespace chapter04
