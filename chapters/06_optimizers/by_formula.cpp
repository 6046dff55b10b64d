#include "by_formula.hpp"

namespace chapter06 {

double largest_difference(const Surface& surface, Method method, double rate,
                          int steps) {
  ByFormula paper{method, rate, surface.start};
  arma::mat w = surface.start, g(arma::size(w));
  const auto library = make<Exact>(method, {w, g}, rate);
  double largest = 0;
  for (int t = 0; t < steps; ++t) {
    g = surface.gradient(w);
    library->step();
    paper.step(surface.gradient);
    largest = std::max(largest, arma::abs(w - paper.expected()).max());
  }
  return largest;
}

}  // namespace chapter06
