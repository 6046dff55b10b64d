#include "steps_flats.hpp"

#include "nn/core/print.hpp"

#include "scaling.hpp"
#include "show/report_flats.hpp"

namespace chapter02 {

void three_ways(const Flats& flats) {
  nn::heading("Three ways to scale a feature");
  const arma::mat& x = flats.features;
  print_scaled(x, 4);
  const Scaling scaling = z_score(x);
  const arma::rowvec area = x.row(0);
  const arma::rowvec loop =
      z_score_loop(std::vector<double>(area.begin(), area.end()));
  fmt::print(
      "  z-score by a loop and by Armadillo: largest difference {:.0e}\n"
      "  scaled and back again:              largest difference {:.0e}\n",
      arma::abs(loop - scaling(x).row(0)).max(),
      arma::abs(scaling.undo(scaling(x)) - x).max());
  fmt::print(
      "  In [0, 1], but no probabilities: those of flat 2 add up to {:.2f}\n",
      arma::accu(to_unit_interval(x)(x).col(2)));
}

void units(const Flats& flats) {
  nn::heading("Units: who is my neighbor?");
  print_neighbors(flats.features);
}

void training_statistics(const Flats& flats) {
  nn::heading("Statistics come from the training samples, and only from them");
  print_own_statistics(flats);
}

}  // namespace chapter02
