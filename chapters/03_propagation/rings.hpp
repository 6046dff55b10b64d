/// What a few hidden neurons can do: a disk of points inside a ring of others.
#pragma once

#include <cstdint>
#include <memory>

#include "model.hpp"

namespace chapter03 {

/// Points in the plane, 2 x points; 1 for those of the disk, 0 for the ring.
struct Points {
  arma::mat x;
  arma::rowvec t;
};

/// Half of the points are within 0.4 of the origin, the others 0.6 to 1 away
/// from it. A share `flipped` of them gets the wrong class.
Points draw_disk_and_ring(arma::uword count, double flipped, std::uint64_t seed,
                          std::uint32_t index = 0);

/// 2-`hidden`-1 with tanh. The output is a sum: its sigmoid is the probability
/// of the disk.
std::unique_ptr<Model> tanh_model(std::size_t hidden, std::uint64_t seed);

/// Descends on all points with the cross-entropy of chapter 1.
void learn_classes(Model& model, const Points& points, int steps, double rate);

/// The probability of the disk at one point.
double probability(Model& model, double x1, double x2);

/// The share of points that get the class they have.
double accuracy(Model& model, const Points& points);

/// How a network is trained, and on what.
struct RingSettings {
  std::size_t hidden = 1;
  arma::uword points = 200;
  double flipped = 0;
  int steps = 1000;
  double rate = 3;
  std::uint64_t seed = 1;
};

/// The result of such a training.
struct RingRun {
  Points points;
  std::unique_ptr<Model> model;
  double training = 0, test = 0;  ///< accuracy; 1000 new points, none flipped
};
RingRun train_on_rings(const RingSettings& settings);

}  // namespace chapter03
