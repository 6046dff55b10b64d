#include "steps_scalar.hpp"

#include "nn/core/print.hpp"

#include "scalar_network.hpp"
#include "show/report_scalar.hpp"

namespace chapter14 {

void values_that_derive_themselves() {
  nn::heading("Values that derive themselves");
  print_walk();
}

void the_pencil_network_by_scalars(const nn::Options& options) {
  const int steps = options.smoke ? 1000 : 10000;
  nn::heading(fmt::format("Chapter 3's network by scalars: {} steps", steps));
  print_scalar_network(steps);
}

void a_hundred_thousand_values_in_a_row() {
  nn::heading("100000 values in a row");
  print_long_chain(100'000);
}

void formulas_that_cannot_be_derived() {
  nn::heading("Formulas that cannot be derived");
  print_refusals();
}

}  // namespace chapter14
