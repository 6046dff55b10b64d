// Chapter 01. The perceptron: from one neuron to XOR. (1 s)
//
// Row by row: a neuron by hand, gates, why XOR needs two layers, learning.
#include "nn/core/random.hpp"
#include "nn/program/program.hpp"

#include "figures.hpp"
#include "library.hpp"
#include "report.hpp"

using namespace chapter01;

namespace {

void ten_inputs(const nn::Options& options) {
  heading("A neuron with ten inputs");
  nn::Random inputs(options.seed, nn::Stream::data);
  nn::Random weights(options.seed, nn::Stream::weights);
  arma::vec x(10), w(10);
  for (double& value : x)
    value = inputs.uniform();
  for (double& value : w)
    value = weights.uniform();
  const double b = 0.5;
  fmt::print("  inputs  x ={}\n  weights w ={}\n  bias    b = {:5.3f}\n",
             numbers(x, 3, 5), numbers(w, 3, 5), b);
  fmt::print("  sum by a loop     {:.6f}\n  sum by arma::dot  {:.6f}\n",
             weighted_sum(x, w, b), weighted_sum_dot(x, w, b));
}

void gates_by_hand(const nn::Options& options) {
  heading("AND, NAND, OR: one neuron each, weights by hand");
  print_gates();
  draw_gates(options.out);
}

void xor_by_two_layers(const nn::Options& options) {
  heading("XOR: two layers");
  print_xor();
  draw_xor(options.out);
}

void no_line_for_xor(const nn::Options& options) {
  const int n = 81;
  heading(fmt::format("Every line of a grid: {0} x {0} x {0} neurons", n));
  const auto count = count_lines(n);
  print_line_counts(count);
  draw_weight_map(options.out);
  fmt::print("  {} of the 16 functions are linearly separable.\n",
             16 - std::count(count.begin(), count.end(), 0));
}

void more_inputs_fewer_functions() {
  heading("The more inputs, the less one neuron can do");
  fmt::print("  inputs   functions   of one neuron   share\n");
  for (std::size_t n = 1; n <= 4; ++n) {
    const double all = std::pow(2, 1 << n);
    const auto found = separable_functions(n).size();
    fmt::print("  {:6} {:11} {:15} {:6.1f}%\n", n, all, found,
               100 * double(found) / all);
  }
}

void learn_three_inputs(const nn::Options& options) {
  heading("Learning a table of three inputs");
  const TruthTable table = three_inputs();
  const arma::rowvec start = random_weights(4, options.seed);
  const Learned by_threshold = learn(table, threshold, start);
  const Learned by_sigmoid = learn(table, sigmoid, start);
  print_errors(by_threshold, by_sigmoid);
  fmt::print(
      "  error below 0.001:\n  threshold rule {}\n"
      "  sigmoid rule   {}\n\n",
      when_done(by_threshold), when_done(by_sigmoid));
  print_answers(table, by_threshold, by_sigmoid);
  draw_learning(by_threshold, by_sigmoid, options.out);
}

void what_the_sigmoid_rule_descends(const nn::Options& options) {
  heading("What does the sigmoid rule descend?");
  const TruthTable table = three_inputs();
  const arma::rowvec w = random_weights(4, options.seed);
  const double rate = 0.4;
  const auto entropy = [&](const auto& v) { return cross_entropy(v, table); };
  const auto squared = [&](const auto& v) {
    return mean_squared_error(v, table, sigmoid);
  };
  fmt::print("  first step of the rule     {}\n",
             numbers(updated(w, table, sigmoid, rate) - w));
  fmt::print("  down the cross-entropy     {}\n",
             numbers(-rate * slope(entropy, w)));
  fmt::print("  down the mean squared error{}\n",
             numbers(-rate * slope(squared, w)));
}

void same_neuron_from_any_start(const nn::Options& options) {
  heading("Five starts: the sigmoid rule always ends at the same neuron");
  fmt::print(
      "  threshold rule                     sigmoid rule\n"
      "{0}{0}\n",
      "       w1      w2      w3       b");
  for (std::uint64_t i = 0; i < 5; ++i) {
    const arma::rowvec start = random_weights(4, options.seed + i);
    fmt::print(" {} {}\n",
               numbers(learn(three_inputs(), threshold, start).weights),
               numbers(learn(three_inputs(), sigmoid, start).weights));
  }
  draw_moving_line(options.out);
}

void a_promise_about_mistakes() {
  heading("How many mistakes can there be? (Novikoff)");
  const TruthTable table = three_inputs();
  const auto log = learn_row_by_row(table, zero_weights(4), 1, 1000);
  fmt::print(
      "  x1 + 2 x2 + x3 - 2.5 > 0 solves the table, so at most {:.0f}.\n"
      "  Row by row from zero weights: {} corrections in {} epochs.\n",
      novikoff_bound(table, {1, 2, 1, -2.5}), log.row.size(), log.epochs);
}

void xor_never_settles(const nn::Options& options) {
  heading("The same rule on XOR goes round for ever");
  const arma::rowvec zero = zero_weights(3);
  const auto or_log = learn_row_by_row(or_table(), zero, 1, 1000);
  const auto xor_log = learn_row_by_row(xor_table(), zero, 1, 1000);
  fmt::print("  OR : settled after {} corrections\n", or_log.row.size());
  fmt::print("  XOR: {} corrections in {} epochs; the last eight:\n",
             xor_log.row.size(), xor_log.epochs);
  print_corrections(xor_log, xor_table(), 8);
  const auto soft =
      learn(xor_table(), sigmoid, random_weights(3, options.seed));
  fmt::print("  Sigmoid rule, {} epochs: its answers are{}\n",
             soft.error.size(),
             numbers(sigmoid(soft.weights * xor_table().inputs)));
  draw_cycle(options.out);
}

void library_agrees(const nn::Options& options) {
  heading("The same neuron from the library: Linear, then Sigmoid");
  const TruthTable table = three_inputs();
  const Learned own = learn(table, sigmoid, random_weights(4, options.seed));
  const arma::rowvec by_hand = sigmoid(own.weights * table.inputs);
  const arma::rowvec by_library = answers_of_library(own.weights, table);
  fmt::print("  by hand    {}\n  by library {}\n  largest difference {:.0e}\n",
             numbers(by_hand), numbers(by_library),
             arma::abs(by_hand - by_library).max());
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program("01_perceptron",
                      "The perceptron: from one neuron to XOR.");
  return program.run(argc, argv, [](const nn::Options& options) {
    ten_inputs(options);
    gates_by_hand(options);
    xor_by_two_layers(options);
    no_line_for_xor(options);
    more_inputs_fewer_functions();
    learn_three_inputs(options);
    what_the_sigmoid_rule_descends(options);
    same_neuron_from_any_start(options);
    a_promise_about_mistakes();
    xor_never_settles(options);
    library_agrees(options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
