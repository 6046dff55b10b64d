#include "steps_initial.hpp"

#include "nn/core/print.hpp"

#include "initial.hpp"
#include "show/figures_initial.hpp"
#include "show/report_initial.hpp"
#include "sigmoid_lives.hpp"
#include "training.hpp"

namespace chapter06 {

void same_start_same_unit(const nn::Options& options) {
  nn::heading("Never all the same: XOR with four hidden units");
  const std::vector<std::string> names{"all 0 | 全为 0", "all 0.5 | 全为 0.5",
                                       "0.5 + 1e-6 randn", "randn"};
  const std::vector<XorStart> starts{
      {}, {0.5, 0}, {0.5, 1e-6, options.seed}, {0, 1, options.seed}};
  std::vector<XorRun> runs;
  for (const XorStart& start : starts)
    runs.push_back(learn_xor(start, options.smoke ? 500 : 3000));
  print_units(runs, names);
  draw_symmetry(runs, names, options.out);
}

void histograms(const nn::Options& options) {
  const arma::mat x = normal_samples(1000, options.seed);
  for (Squash squash : all_squashes)
    draw_histograms(squash, x, options.seed, options.out);
}

void one_layer_both_ways(const nn::Options& options) {
  nn::heading("One layer, 400 inputs and 100 outputs: forward and backward");
  print_both_ways(400, 100, options.seed);
}

void numbers_inside(const nn::Options& options) {
  nn::heading(
      "Five hidden layers of 100 units: the spread of their activations");
  const arma::mat x = normal_samples(1000, options.seed);
  print_deviations(x, options.seed);
  fmt::print("  by hand against library: largest difference {:.0e}\n",
             hidden_difference(x.head_cols(100), options.seed));
  draw_spreads(x, options.seed, options.out);
}

void gradients_inside(const nn::Options& options) {
  nn::heading("The way back: the size of each layer's gradient");
  print_gradients(normal_samples(200, options.seed), options.seed);
}

void training_from_five_starts(const Images& images, const Amount& amount,
                               const nn::Options& options) {
  for (int depth : {1, 5}) {
    nn::heading(fmt::format("Training from five starts: {} hidden layer{}",
                            depth, depth == 1 ? "" : "s"));
    const auto starts = five_starts(Squash::relu);
    std::vector<Outcome> outcomes;
    for (const Start& start : starts)
      outcomes.push_back(train_deep(
          images, depth, start.rule, 0.05,
          {.epochs = std::min(3, amount.epochs), .seed = options.seed},
          amount.runs));
    print_starts(outcomes, starts);
    if (depth == 5) draw_starts(outcomes, starts, options.out, 5);
  }
}

void sigmoid_lives(const nn::Options& options) {
  nn::heading("\"Nobody uses the sigmoid any more\"");
  fmt::print(
      "  softmax of two logits against the sigmoid of their difference:"
      " {:.0e}\n\n",
      softmax_against_sigmoid(options.seed));
  print_gates(options.seed);
}

}  // namespace chapter06
