#include "steps_learning.hpp"

#include "nn/core/print.hpp"

#include "cross_entropy.hpp"
#include "learning.hpp"
#include "library.hpp"
#include "row_by_row.hpp"
#include "show/figures_learning.hpp"
#include "show/report_learning.hpp"

namespace chapter01 {

void learn_three_inputs(const nn::Options& options) {
  nn::heading("Learning a table of three inputs");
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

void same_neuron_from_any_start(const nn::Options& options) {
  nn::heading("Five starts: the sigmoid rule always ends at the same neuron");
  fmt::print(
      "  threshold rule                     sigmoid rule\n"
      "{0}{0}\n",
      "       w1      w2      w3       b");
  for (std::uint64_t i = 0; i < 5; ++i) {
    const arma::rowvec start = random_weights(4, options.seed + i);
    fmt::print(" {} {}\n",
               nn::numbers(learn(three_inputs(), threshold, start).weights),
               nn::numbers(learn(three_inputs(), sigmoid, start).weights));
  }
  draw_moving_line(options.out);
}

void a_promise_about_mistakes(const nn::Options& options) {
  nn::heading("How many mistakes can there be? (Novikoff)");
  const TruthTable table = three_inputs();
  const auto log = learn_row_by_row(table, zero_weights(4), 1, 1000);
  fmt::print(
      "  x1 + 2 x2 + x3 - 2.5 > 0 solves the table, so at most {:.0f}.\n"
      "  Row by row from zero weights: {} corrections in {} epochs.\n",
      novikoff_bound(table, {1, 2, 1, -2.5}), log.row.size(), log.epochs);
  draw_promise(log, {1, 2, 1, -2.5}, options.out);
}

void xor_never_settles(const nn::Options& options) {
  nn::heading("The same rule on XOR goes round for ever");
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
             nn::numbers(sigmoid(soft.weights * xor_table().inputs)));
  draw_cycle(options.out);
}

void library_agrees(const nn::Options& options) {
  nn::heading("The same neuron from the library: Linear, then Sigmoid");
  const TruthTable table = three_inputs();
  const Learned own = learn(table, sigmoid, random_weights(4, options.seed));
  const arma::rowvec by_hand = sigmoid(own.weights * table.inputs);
  const arma::rowvec by_library = answers_of_library(own.weights, table);
  fmt::print("  by hand    {}\n  by library {}\n  largest difference {:.0e}\n",
             nn::numbers(by_hand), nn::numbers(by_library),
             arma::abs(by_hand - by_library).max());
}

void what_the_sigmoid_rule_descends(const nn::Options& options) {
  nn::heading("What does the sigmoid rule descend?");
  const TruthTable table = three_inputs();
  const arma::rowvec w = random_weights(4, options.seed);
  const double rate = 0.4;
  const auto entropy = [&](const auto& v) { return cross_entropy(v, table); };
  const auto squared = [&](const auto& v) {
    return mean_squared_error(v, table, sigmoid);
  };
  fmt::print("  first step of the rule     {}\n",
             nn::numbers(updated(w, table, sigmoid, rate) - w));
  fmt::print("  down the cross-entropy     {}\n",
             nn::numbers(-rate * slope(entropy, w)));
  fmt::print("  down the mean squared error{}\n",
             nn::numbers(-rate * slope(squared, w)));
}

}  // namespace chapter01
