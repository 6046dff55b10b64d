#include "steps_by_pencil.hpp"

#include "nn/core/print.hpp"

#include "descent.hpp"
#include "show/figures_curves.hpp"
#include "show/figures_graph.hpp"
#include "show/report_pencil.hpp"

namespace chapter03 {

void forward_by_pencil() {
  nn::heading("Forward with a pencil: two inputs, two hidden, two outputs");
  print_forward({}, {}, forward(Weights{}, {}));
}

void deltas_by_pencil() {
  const Weights n;
  const Sample s;
  const Forward a = forward(n, s);
  const Backward d = backward(n, s, a);
  nn::heading("Backward with a pencil: the error");
  print_errors(s, a, error(a, s));
  nn::heading("Backward with a pencil: the deltas, output layer first");
  print_output_deltas(s, a, d);
  print_hidden_deltas(n, a, d);
}

void two_paths(const nn::Options& options) {
  nn::heading("Two paths add up");
  print_two_paths();
  draw_parallelogram(options.out);
}

void step_by_pencil() {
  const Weights n;
  const Sample s;
  const Forward a = forward(n, s);
  const Backward d = backward(n, s, a);
  nn::heading("Backward with a pencil: every gradient, and a step at rate 0.5");
  print_gradients(n, s, a, d, 0.5);
  Weights next = n;
  descend(next, d.gradient, 0.5, Biases::fixed);
  fmt::print("\n  E after this step, biases left alone: {:.9f}\n",
             error(forward(next, s), s).total());
}

void gradients_before_updates(const nn::Options& options) {
  nn::heading("All gradients first, then the weights");
  print_orders(options.smoke ? 1000 : 10000);
}

void ten_thousand_steps(const nn::Options& options) {
  const int steps = options.smoke ? 1000 : 10000;
  nn::heading(fmt::format("{} steps: with and without the biases", steps));
  std::array<std::vector<double>, 3> errors;
  std::array<Weights, 3> n;
  for (std::size_t k = 0; k < 3; ++k)
    errors[k] = learn(n[k], {}, steps, 0.5, Biases(k));
  print_descent(errors);
  const Forward a = forward(n[0], {});
  fmt::print("\n  outputs at the end, biases fixed: {:.6f} {:.6f}\n", a.o1,
             a.o2);
  draw_descent(errors, options.out);
}

void sigmoid_without_its_minus() {
  nn::heading("The sigmoid without its minus");
  print_both_signs({}, {});
}

}  // namespace chapter03
