// Chapter 06. Optimizers: better ways down, and a good start. (8 s)
//
// Row by row: seven optimizers, learning-rate schedules, initial weights.
#include "nn/program/program.hpp"

#include "figures_images.hpp"
#include "figures_initial.hpp"
#include "figures_race.hpp"
#include "report_initial.hpp"
#include "report_optimizers.hpp"

using namespace chapter06;
using nn::heading;

namespace {

void formulas_and_library() {
  heading("Seven optimizers: the papers' formulas against the library");
  print_agreement();
}

void the_books_valley(const nn::Options& options) {
  heading("x^2/20 + y^2 from (-7, 2), with the book's rates");
  print_book_valley();
  draw_book_valley(options.out);
}

void race_on_surfaces(const nn::Options& options) {
  heading("Steps until the height stays below 0.001, each at its best rate");
  std::vector<std::vector<Best>> results;
  for (View view : all_views()) {
    if (options.smoke) view.surface.steps = 200;
    results.push_back(race(view.surface));
    draw_race(view, results.back(), options.out);
  }
  print_race(results);
}

void a_rate_too_large() {
  heading("Convex, and yet no guarantee: SGD on the valley");
  print_too_large();
}

/// The best rates that the race found, for the steps after it.
Sweep race_on_images(const Images& images, const Amount& amount,
                     const nn::Options& options) {
  heading("Fashion-MNIST: one epoch at every learning rate");
  fmt::print("  {} images, batches of 100, network 784-64-32-10\n\n",
             images.train.size());
  const Plan one_epoch{.seed = options.seed};
  const Sweep found =
      sweep(images, rates_to_try(options.smoke ? 1 : 3), one_epoch);
  print_sweep(found);
  draw_sweep(found, options.out);
  heading("The race on images, each at its best rate");
  const Plan plan{.epochs = amount.epochs, .seed = options.seed};
  const auto outcomes = image_race(images, found, plan, amount.runs);
  print_image_race(outcomes, found);
  draw_image_race(outcomes, options.out);
  return found;
}

void bias_correction(const Images* images, const nn::Options& options) {
  heading("Adam's bias correction: how long are the first steps?");
  print_step_lengths();
  std::array<Outcome, 2> outcomes;
  if (images) {
    outcomes = correction_on_and_off(*images, 0.01, {.seed = options.seed});
    fmt::print(
        "\n  on images, rate 0.01, largest loss of the first 10 steps: "
        "{:.2f} with, {:.2f} without\n",
        largest_of_first(outcomes[0], 10), largest_of_first(outcomes[1], 10));
  }
  draw_correction(outcomes, options.out);
}

void decay_in_adam(const nn::Options& options) {
  heading("Weight decay: L2 inside Adam against AdamW");
  const DecayTrial trial;
  print_decay(trial);
  draw_decay(trial, options.out);
}

void schedules(const nn::Options& options) {
  heading("Schedules: the share of the learning rate");
  print_schedules();
  draw_schedules(options.out);
}

void noise_floor(const nn::Options& options) {
  heading("Noisy gradients: a constant rate stops at a floor, decay does not");
  NoisyValley valley{.seed = options.seed};
  if (options.smoke) valley.walkers = 100;
  std::vector<NoisyValley> constant;
  for (double rate : {0.5, 0.2, 0.1, 0.05}) {
    constant.push_back(valley);
    constant.back().rate = rate;
  }
  print_noise(constant, valley);
  draw_noise(constant, valley, options.out);
}

void schedules_on_images(const Images& images, const Amount& amount,
                         const nn::Options& options) {
  heading("Schedules on images: SGD, rate 0.2, batches of 20");
  const Plan plan{
      .epochs = amount.epochs, .batch_size = 20, .seed = options.seed};
  std::vector<Outcome> outcomes;
  for (const auto& [name, schedule] : all_schedules())
    outcomes.push_back(train_with(images, schedule, 0.2, plan, amount.runs));
  print_schedule_losses(outcomes);
  draw_schedule_losses(outcomes, options.out, options.smoke ? 5 : 50);
}

void same_start_same_unit(const nn::Options& options) {
  heading("Never all the same: XOR with four hidden units");
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

void numbers_inside(const nn::Options& options) {
  heading("Five hidden layers of 100 units: the spread of their activations");
  const arma::mat x = normal_samples(1000, options.seed);
  print_deviations(x, options.seed);
  fmt::print("  by hand against library: largest difference {:.0e}\n",
             hidden_difference(x.head_cols(100), options.seed));
  draw_spreads(x, options.seed, options.out);
  for (Squash squash : all_squashes)
    draw_histograms(squash, x, options.seed, options.out);
}

void gradients_inside(const nn::Options& options) {
  heading("The way back: the size of each layer's gradient");
  print_gradients(normal_samples(200, options.seed), options.seed);
}

void sigmoid_lives(const nn::Options& options) {
  heading("\"Nobody uses the sigmoid any more\"");
  fmt::print(
      "  softmax of two logits against the sigmoid of their difference:"
      " {:.0e}\n\n",
      softmax_against_sigmoid(options.seed));
  print_gates(options.seed);
}

void training_from_five_starts(const Images& images, const Amount& amount,
                               const nn::Options& options) {
  for (int depth : {1, 5}) {
    heading(fmt::format("Training from five starts: {} hidden layer{}", depth,
                        depth == 1 ? "" : "s"));
    const auto starts = five_starts(Squash::relu);
    std::vector<Outcome> outcomes;
    for (const Start& start : starts) {
      const auto model = deep_network(depth, start.rule, options.seed);
      nn::Sgd<B> sgd(*model, 0.05);
      outcomes.push_back(
          train(*model, sgd, images,
                {.epochs = amount.epochs, .seed = options.seed}));
    }
    print_starts(outcomes, starts);
    if (depth == 5) draw_starts(outcomes, starts, options.out, 5);
  }
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "06_optimizers",
      "Optimizers: SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam and AdamW "
      "as formulas and from the library, racing on surfaces and on images; "
      "learning-rate schedules; how weights must start.");
  return program.run(argc, argv, [](const nn::Options& options) {
    const Amount amount =
        options.smoke ? Amount{500, 100, 200, 1, 1} : Amount{};
    const auto images = load_or_say_why(amount);
    formulas_and_library();
    the_books_valley(options);
    race_on_surfaces(options);
    a_rate_too_large();
    if (images) race_on_images(*images, amount, options);
    bias_correction(images.get(), options);
    decay_in_adam(options);
    schedules(options);
    noise_floor(options);
    if (images) schedules_on_images(*images, amount, options);
    same_start_same_unit(options);
    numbers_inside(options);
    gradients_inside(options);
    sigmoid_lives(options);
    if (images) training_from_five_starts(*images, amount, options);
    fmt::print("\nFigures: {}/*.svg\n", options.out.string());
  });
}
