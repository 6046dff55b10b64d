/// Pictures of the plane of the inputs x1 and x2.
#pragma once

#include <string>

#include "nn/figures/figure.hpp"

#include "../logic_gates.hpp"

namespace chapter01 {

/// The limits of the pictures of the input plane; the inputs 0 and 1 are well
/// inside.
inline constexpr double plane_low = -0.5, plane_high = 1.5;

/// An empty picture of the plane of the inputs x1 and x2.
nn::Figure plane(const std::string& title);

/// Samples f on the plane of the inputs.
template <class F>
nn::Grid over_plane(const F& f) {
  return nn::Grid::of([&](double x1, double x2) { return double(f(x1, x2)); },
                      plane_low, plane_high, plane_low, plane_high, 101);
}

/// The four inputs as points: where f is 0 and where it is 1.
template <class F>
void mark_outputs(nn::Figure& figure, const F& f) {
  std::vector<double> x[2], y[2];
  for (auto [x1, x2] : all_inputs) {
    x[f(x1, x2)].push_back(x1);
    y[f(x1, x2)].push_back(x2);
  }
  // A gate that a reader has changed may output only one of the two.
  for (std::size_t value : {0, 1})
    if (!x[value].empty())
      figure.points(arma::vec(x[value]), arma::vec(y[value]),
                    fmt::format("output {0} | 输出 {0}", value));
}

/// The straight line w1 x1 + w2 x2 + b = 0 across the plane of the inputs.
void draw_line(nn::Figure& figure, double w1, double w2, double b,
               const std::string& label);

}  // namespace chapter01
