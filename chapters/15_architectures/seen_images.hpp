/// Images for the networks that are looked into and attacked, and a training
/// that is short enough for a page.
#pragma once

#include <functional>

#include "nn/cpu/cpu.hpp"
#include "nn/data/dataset.hpp"
#include "nn/model/model.hpp"

#include "maps.hpp"

namespace chapter15 {

struct SeenImages {
  arma::fmat x;       ///< pixels x images, 0 … 1
  ClassList classes;  ///< one for each image

  arma::uword count() const { return x.n_cols; }
};

/// `count` images from the first on, or as many as there are.
SeenImages seen_images(const nn::Dataset& data, std::size_t count);

/// Replaces a batch before the network learns from it.
using Change = std::function<arma::fmat(
    nn::Model<nn::Cpu>& net, const arma::fmat& x, const ClassList& classes)>;

struct Course {
  int epochs = 3;
  arma::uword batch = 100;
  double rate = 3e-3;  ///< of Adam; falls to 0 in a line
  std::uint64_t seed = 1;
};

/// Trains on the images, or on what `change` makes of each batch.
void teach(nn::Model<nn::Cpu>& net, const SeenImages& images,
           const Course& course, const Change& change = {});

/// The scores of all images, in batches. classes x images
arma::fmat scores_of(nn::Model<nn::Cpu>& net, const arma::fmat& x);

/// The share of right answers.
double right_answers(nn::Model<nn::Cpu>& net, const SeenImages& images);

}  // namespace chapter15
