/// A surface to fit: y = x1 x2 + x1 + x2 on [-10, 10]^2. Notes C3.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model.hpp"
#include "three_layers.hpp"

namespace chapter03 {

/// Samples of a function of two variables.
struct Samples {
  arma::mat x;     ///< 2 x samples
  arma::rowvec y;  ///< 1 x samples
};

/// A saddle: it rises along x1 = x2 and falls along x1 = -x2.
double surface(double x1, double x2);

/// Points drawn uniformly from the square, with the surface's height.
Samples draw_samples(arma::uword count, std::uint64_t seed);

/// Gradient descent on all samples; returns the loss before each step and
/// after the last.
std::vector<double> fit(ThreeLayers& n, const Samples& samples, int steps,
                        FirstSlope slope, double rate = 0.01);

/// The same task for 2-32-32-1 with tanh, from the library.
std::unique_ptr<Model> wide_model(std::uint64_t seed);

/// Descends on all samples; returns the loss in the surface's own units.
double fit_wide(Model& model, const Samples& samples, int steps, double rate);

/// The wide network's output for one point.
double height(Model& model, double x1, double x2);

}  // namespace chapter03
