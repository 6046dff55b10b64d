#include "steps_derivatives.hpp"

#include <cmath>

#include "nn/core/print.hpp"

#include "gradient.hpp"
#include "landscapes.hpp"
#include "show/figures_derivatives.hpp"
#include "show/report_derivatives.hpp"

namespace chapter05 {

void two_close_points(const nn::Options& options) {
  nn::heading("A derivative from two points: how close should they be?");
  print_difference_errors();
  print_best_steps();
  draw_differences(options.out);
}

void gradients_point_uphill(const nn::Options& options) {
  nn::heading("The gradient points to where the function rises most");
  fmt::print("  x1^2 + x2^2    numerical gradient\n");
  for (const arma::vec& x : {arma::vec{3, 4}, {0, 2}, {3, 0}})
    fmt::print("  at ({:.0f}, {:.0f})     {}\n", x(0), x(1),
               nn::numbers(numerical_gradient(bowl, x)));
  const arma::vec x{3, 4};
  const Steepest found = try_all_directions(bowl, x, 0.01);
  fmt::print(
      "\n  At (3, 4) the gradient points to {:.1f} degrees.\n"
      "  Of 360 steps of 0.01, the one to {:.0f} degrees rises most "
      "({:+.4f}),\n"
      "  the one to {:.0f} degrees falls most ({:+.4f}), the one to {:.0f}\n"
      "  degrees, at a right angle, does next to nothing ({:+.4f}).\n",
      degrees_of(numerical_gradient(bowl, x)), found.rise, found.risen_by,
      found.fall, found.fallen_by, found.rise + 90, found.along_the_contour);
  draw_gradient_field(options.out);
}

void too_close() {
  nn::heading("h = 10e-50 is 1e-49: too small for any difference");
  print_tiny_steps();
}

}  // namespace chapter05
