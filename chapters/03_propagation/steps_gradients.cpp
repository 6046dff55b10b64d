#include "steps_gradients.hpp"

#include "nn/core/print.hpp"
#include "nn/training/gradient_check.hpp"

#include "cost.hpp"
#include "library.hpp"
#include "matrices.hpp"
#include "pencil.hpp"
#include "show/report_gradients.hpp"
#include "show/report_hidden.hpp"

namespace chapter03 {

void what_a_gradient_costs(const nn::Options& options) {
  nn::heading("What a gradient costs");
  print_costs();
  const CostRun run = time_both_ways(options.smoke ? 2 : 30, options.seed);
  fmt::print(
      "\n  {:.0f} parameters: backward() {:.6f} seconds, trying {:.2f} seconds"
      "\n",
      run.parameters, run.backward_seconds, run.trying_seconds);
  fmt::print("  and both agree: {}\n", run.check.passes() ? "yes" : "NO");
}

void four_ways_to_a_gradient() {
  nn::heading("Four ways to the same gradients");
  const Weights n;
  const Sample s;
  const auto model = two_two_two(n);
  const double E = forward_and_backward(*model, s);
  const TwoLayers m = in_matrices(n);
  const arma::mat x = inputs_of(s);
  arma::mat columns(12, 4);
  columns.col(0) = flat(backward(n, s, forward(n, s)).gradient);
  columns.col(1) = flat(backward(m, x, targets_of(s), forward(m, x)));
  columns.col(2) = model->gradients();
  columns.col(3) = flat(numerical_gradient(n, s));
  print_four_ways(flat_names, columns);
  const nn::GradientCheck check = check_gradients(*model, x);
  fmt::print("\n  the library's E: {:.9f}; its own gradient check {}\n", E,
             check.passes() ? "passes" : "FAILS");
}

void shapes_of_seven_widths() {
  nn::heading("Shapes: 4 inputs, layers of 4, 5, 6, 4, 3, and 3 outputs");
  const std::size_t samples = 10;
  print_shapes(seven_widths, shapes_of(seven_widths, samples), samples);
}

}  // namespace chapter03
