/// Real images as columns of numbers, and three ways to reduce them.
#pragma once

#include <optional>

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

namespace chapter07 {

/// Columns and their classes.
struct Samples {
  arma::fmat x;  ///< features x samples
  std::vector<std::int32_t> labels;

  std::size_t size() const { return labels.size(); }
};

/// The first `count` of the samples.
Samples head(const Samples& samples, std::size_t count);

/// What all experiments of the chapter use: parts that do not overlap.
struct Data {
  Samples train;       ///< the first training images
  Samples validation;  ///< the last ones: for choosing settings
  Samples test;        ///< the first test images: for reporting
};

Data prepare(const nn::TrainTest& images, bool smoke);

/// The images named, prepared; or nothing and a line that says why.
std::optional<Data> find_data(const std::string& where, bool smoke);

/// Each 4 x 4 square of a 28 x 28 image becomes its mean: 784 numbers to 49.
Samples pooled(const Samples& samples);

/// The directions in which the training images differ most.
struct PrincipalComponents {
  arma::fvec mean;   ///< features
  arma::fmat basis;  ///< features x components, columns of length 1
  float scale = 1;   ///< makes the numbers' mean square 1

  PrincipalComponents(const arma::fmat& x, arma::uword components);

  Samples project(const Samples& samples) const;
};

/// The same images, but a share of the labels is drawn at random from all ten
/// classes; with share 1, nothing meaningful is left to learn.
Samples with_random_labels(Samples samples, double share, std::uint64_t seed);

}  // namespace chapter07
