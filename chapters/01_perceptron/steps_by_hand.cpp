#include "steps_by_hand.hpp"

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "perceptron.hpp"
#include "separability.hpp"
#include "show/figures_gates.hpp"
#include "show/report_gates.hpp"

namespace chapter01 {

void ten_inputs(const nn::Options& options) {
  nn::heading("A neuron with ten inputs");
  nn::Random inputs(options.seed, nn::Stream::data);
  nn::Random weights(options.seed, nn::Stream::weights);
  arma::vec x(10), w(10);
  for (double& value : x)
    value = inputs.uniform();
  for (double& value : w)
    value = weights.uniform();
  const double b = 0.5;
  fmt::print("  inputs  x ={}\n  weights w ={}\n  bias    b = {:5.3f}\n",
             nn::numbers(x, 3, 5), nn::numbers(w, 3, 5), b);
  fmt::print("  sum by a loop     {:.6f}\n  sum by arma::dot  {:.6f}\n",
             weighted_sum(x, w, b), weighted_sum_dot(x, w, b));
}

void gates_by_hand(const nn::Options& options) {
  nn::heading("AND, NAND, OR: one neuron each, weights by hand");
  print_gates();
  draw_gates(options.out);
}

void no_line_for_xor(const nn::Options& options) {
  const int n = 81;
  nn::heading(fmt::format("Every line of a grid: {0} x {0} x {0} neurons", n));
  const auto count = count_lines(n);
  print_line_counts(count);
  draw_weight_map(options.out);
  fmt::print("  {} of the 16 functions are linearly separable.\n",
             16 - std::count(count.begin(), count.end(), 0));
}

void more_inputs_fewer_functions() {
  nn::heading("The more inputs, the less one neuron can do");
  fmt::print("  inputs   functions   of one neuron   share\n");
  for (std::size_t n = 1; n <= 4; ++n) {
    const double all = std::pow(2, 1 << n);
    const auto found = separable_functions(n).size();
    fmt::print("  {:6} {:11} {:15} {:6.1f}%\n", n, all, found,
               100 * double(found) / all);
  }
}

void xor_by_two_layers(const nn::Options& options) {
  nn::heading("XOR: two layers");
  print_xor();
  draw_xor(options.out);
}

}  // namespace chapter01
