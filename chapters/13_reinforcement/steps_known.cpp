#include "steps_known.hpp"

#include "nn/core/print.hpp"

#include "bellman.hpp"
#include "show/report_known.hpp"
#include "worlds.hpp"

namespace chapter13 {

void a_machine_wears_out() {
  nn::heading("A machine that wears out");
  print_outcomes(worn_machine());
  print_returns({4, 4, 2, -1, 4}, {0, 0.5, 0.9, 1});
}

void sweeps_by_hand() {
  nn::heading("Value iteration by hand: gamma 0.5");
  print_sweeps(worn_machine(), 0.5, 6);
}

void how_far_gamma_looks() {
  nn::heading("How far gamma looks");
  print_discounts(worn_machine(), {0, 0.5, 0.7, 0.8, 0.9, 0.99});
  print_rounds(worn_machine(), 0.9);
}

}  // namespace chapter13
