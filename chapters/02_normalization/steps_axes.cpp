#include "steps_axes.hpp"

#include "nn/core/print.hpp"

#include "components.hpp"
#include "show/figures_axes.hpp"
#include "show/report_axes.hpp"

namespace chapter02 {

void axes_of_a_cloud(const nn::Options& options, const Flats& flats) {
  nn::heading("The axes of a cloud");
  const arma::mat x = in_tens_of_square_meters(flats.features);
  const Components components = components_of(x);
  print_axes(x, components);
  draw_cloud_axes(x, components, options.out);
}

}  // namespace chapter02
