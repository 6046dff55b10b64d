// Chapter 03. Propagation: every number forward and backward. (3 s)
//
// A network with pencil and paper, with matrices, from the library;
// computation graphs; a large network; activation functions.

#include "nn/core/error.hpp"
#include "nn/program/program.hpp"

#include "figures.hpp"
#include "graph_report.hpp"
#include "pencil_report.hpp"
#include "report.hpp"

using namespace chapter03;

namespace {

void forward_by_pencil() {
  heading("Forward with a pencil: two inputs, two hidden, two outputs");
  print_forward({}, {}, forward(Weights{}, {}));
}

void sigmoid_without_its_minus() {
  heading("The sigmoid without its minus");
  print_both_signs({}, {});
}

void backward_by_pencil() {
  const Weights n;
  const Sample s;
  const Forward a = forward(n, s);
  const Backward d = backward(n, s, a);
  heading("Backward with a pencil: the error");
  print_errors(s, a, error(a, s));
  heading("Backward with a pencil: the deltas, output layer first");
  print_output_deltas(s, a, d);
  print_hidden_deltas(n, a, d);
  heading("Backward with a pencil: every gradient, and a step at rate 0.5");
  print_gradients(n, s, a, d, 0.5);
  Weights next = n;
  descend(next, d.gradient, 0.5, Biases::fixed);
  fmt::print("\n  E after this step, biases left alone: {:.9f}\n",
             error(forward(next, s), s).total());
}

void ten_thousand_steps(const nn::Options& options) {
  const int steps = options.smoke ? 1000 : 10000;
  heading(fmt::format("{} steps: with and without the biases", steps));
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

void gradients_before_updates(const nn::Options& options) {
  heading("All gradients first, then the weights");
  print_orders(options.smoke ? 1000 : 10000);
}

void four_ways_to_a_gradient() {
  heading("Four ways to the same gradients");
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

void what_a_gradient_costs(const nn::Options& options) {
  heading("What a gradient costs");
  print_costs();
  const CostRun run = time_both_ways(options.smoke ? 2 : 30, options.seed);
  fmt::print(
      "\n  {:.0f} parameters: backward() {:.6f} seconds, trying {:.2f} seconds"
      "\n",
      run.parameters, run.backward_seconds, run.trying_seconds);
  fmt::print("  and both agree: {}\n", run.check.passes() ? "yes" : "NO");
}

void three_layers() {
  heading("Three layers: 2-3-2-2");
  const ThreeLayers n = weights_of_the_notes();
  const arma::mat x = arma::vec{1.0, 0.5};
  const ThreeOutputs out = forward(n, x);
  const arma::mat by_library = three_layer_model(n)->forward(x);
  fmt::print("  z1 ={}\n  z2 ={}\n", numbers(out.z1, 8, 11),
             numbers(out.z2, 8, 11));
  fmt::print("  y  ={}\n  y from the library ={}\n", numbers(out.y, 8, 11),
             numbers(by_library, 8, 11));
}

void fit_a_surface(const nn::Options& options) {
  const int steps = options.smoke ? 200 : 1000;
  const Samples samples = draw_samples(1000, options.seed);
  ThreeLayers small = weights_of_the_notes(), faulty = small;
  heading("A fit of y = x1 x2 + x1 + x2, and one factor left out");
  const auto kept = fit(small, samples, steps, FirstSlope::kept);
  const auto left_out = fit(faulty, samples, steps, FirstSlope::left_out);
  print_fit(kept, left_out);

  heading("The gradient check finds the fault before the first step");
  const ThreeLayers n = weights_of_the_notes();
  print_check(check(n, samples.x, samples.y, FirstSlope::kept),
              check(n, samples.x, samples.y, FirstSlope::left_out));

  heading("The same surface for a wider network: 2-32-32-1");
  const auto wide = wide_model(options.seed);
  const int wide_steps = options.smoke ? 100 : 2000;
  const double end = fit_wide(*wide, samples, wide_steps, 0.1);
  fmt::print("  loss after {} steps: {:.1f}\n", wide_steps, end);
  draw_surface(small, *wide, options.out);
  draw_fit(kept, left_out, small, *wide, options.out);
}

void graph_of_a_bill() {
  heading("A computation graph: two tickets, three coffees");
  print_bill({}, settle({}));
}

void graph_of_the_network() {
  heading("The network as a graph: from w5 to E");
  NetworkGraph net = as_graph({}, {});
  net.graph.backward(net.end);
  print_path(net);
  const Weights gradient = backward({}, {}, forward(Weights{}, {})).gradient;
  double worst = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    worst = std::max(worst, std::abs(net.graph.gradient(net.parameters[i]) -
                                     gradient.*places[i].place));
  fmt::print("\n  {} nodes; all twelve gradients are the pencil's: {}\n",
             net.graph.size(), worst < 1e-15 ? "yes" : "NO");
}

void netv1(const nn::Options& options, bool full) {
  const std::size_t inputs = full ? photograph : thumbnail, samples = 256;
  heading(full ? "NetV1 in full size" : "NetV1, a tenth as high and wide");
  const Prediction p = predict(inputs, samples);
  print_prediction(p, inputs, samples);
  require_memory(1.1 * p.bytes());
  print_netv1(p, run_netv1(inputs, samples, options.seed, full ? 1 : 5));
}

void activation_functions(const nn::Options& options) {
  heading("Six activation functions, and two newer ones");
  print_curves();
  fmt::print("\n");
  print_softmax();
  draw_activations(options.out);

  heading("tanh with a bracket astray is a sigmoid");
  print_tanh();
}

void gradients_through_ten_layers(const nn::Options& options) {
  heading("Ten layers deep: what is left of the gradient");
  const auto depths = compare_depths(options.seed);
  print_depths(depths);
  draw_depths(depths, options.out);

  heading("At the output the sigmoid is alive, with the right loss");
  print_output_units();
}

void dead_units(const nn::Options& options) {
  heading("Dead ReLUs on real images");
  TrainTestImages images;
  try {
    images = first_images(options.smoke ? 500 : 6000, 1000);
  } catch (const nn::DataError& missing) {
    fmt::print("  left out: {}\n", missing.what());
    return;
  }
  print_dead_heading();
  const auto show = [&](double rate, float bias, bool leaky) {
    const DeadSettings settings = {.rate = rate,
                                   .bias = bias,
                                   .leaky = leaky,
                                   .steps = options.smoke ? 10 : 300,
                                   .seed = options.seed};
    print_dead(settings, train_and_count(images, settings));
  };
  for (double rate : {0.05, 0.2, 0.5, 1.0})
    show(rate, 0, false);
  show(1.0, 0, true);
  for (float bias : {-1.0f, -3.0f})
    show(0.2, bias, false);
  show(0.2, -3, true);
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "03_propagation",
      "Forward and backward propagation: every number of a small network by "
      "pencil, the same by matrices, by the library and by a computation "
      "graph; what a gradient costs; a network of 738 million weights; "
      "activation functions, vanishing gradients and dead units.");
  bool full = false;
  program.flag("--full", full,
               "NetV1 with all 1,440,000 inputs (5 GB of memory)");
  return program.run(argc, argv, [&](const nn::Options& options) {
    forward_by_pencil();
    sigmoid_without_its_minus();
    backward_by_pencil();
    ten_thousand_steps(options);
    gradients_before_updates(options);
    four_ways_to_a_gradient();
    what_a_gradient_costs(options);
    netv1(options, full);
    three_layers();
    fit_a_surface(options);
    graph_of_a_bill();
    graph_of_the_network();
    activation_functions(options);
    gradients_through_ten_layers(options);
    dead_units(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
