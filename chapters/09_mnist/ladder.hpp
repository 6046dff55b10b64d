/// Four networks on the same images, each at its own best learning rate.
#pragma once

#include "error_curve.hpp"

namespace chapter09 {

/// What a network has shown.
struct Rung {
  std::string model;
  std::size_t parameters = 0;
  std::vector<double> by_rate;  ///< validation error in %, one a rate
  double rate = 0;              ///< the one with the lowest of these
  ErrorCurve validation;        ///< after each epoch
  std::vector<double> test;     ///< error in %, once at the end, each seed
  double seconds = 0;           ///< of the fastest epoch
};

/// The rates that are tried.
const std::vector<double>& ladder_rates();

void print_ladder(const std::vector<Rung>& ladder);
/// ladder.svg: the validation errors over the epochs.
void draw_ladder(const std::filesystem::path& out,
                 const std::vector<ErrorCurve>& curves);

}  // namespace chapter09
