#include "plane.hpp"

namespace chapter01 {

nn::Figure plane(const std::string& title) {
  nn::Figure figure(title);
  figure.size(320, 350).x_label("x1").y_label("x2").equal_axes();
  figure.x_range(plane_low, plane_high).y_range(plane_low, plane_high);
  return figure;
}

void draw_line(nn::Figure& figure, double w1, double w2, double b,
               const std::string& label) {
  // Start at the point nearest the origin and go along the line.
  const double square = w1 * w1 + w2 * w2;
  const arma::vec t = arma::linspace(-3, 3, 2) / std::sqrt(square);
  figure.line(-b * w1 / square - t * w2, -b * w2 / square + t * w1, label);
}

}  // namespace chapter01
