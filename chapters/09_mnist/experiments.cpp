#include "experiments.hpp"

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/program/stop.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/make_optimizer.hpp"

#include "comparisons.hpp"
#include "report.hpp"
#include "session.hpp"

namespace chapter09 {
namespace {

// ---- row 36: the notes' BPN, and what its biases do (errata 8)

arma::fmat one_hot(std::span<const std::int32_t> labels) {
  arma::fmat t(10, labels.size(), arma::fill::zeros);
  for (std::size_t j = 0; j < labels.size(); ++j)
    t(static_cast<arma::uword>(labels[j]), j) = 1;
  return t;
}

double accuracy_of(const BpnByHand& net, const nn::Subset& samples) {
  nn::Loader loader(samples, {.batch_size = 1000, .shuffle = false});
  std::size_t correct = 0;
  loader.start_epoch(0);
  while (const nn::Batch* batch = loader.next())
    correct += nn::Cpu::count_correct(output_of(net, hidden_of(net, batch->x)),
                                      batch->labels);
  return double(correct) / double(samples.size());
}

/// Trains by one rule; one entry per epoch.
BpnRun train_by_hand(BpnByHand net, const nn::Subset& train,
                     const nn::Subset& test, Update update,
                     const Recipe& recipe, std::uint64_t seed) {
  nn::Loader loader(train, {.batch_size = recipe.batch_size, .seed = seed});
  BpnRun run;
  for (int epoch = 1; epoch <= recipe.epochs; ++epoch) {
    loader.start_epoch(static_cast<std::uint32_t>(epoch));
    while (const nn::Batch* batch = loader.next())
      step(net, batch->x, one_hot(batch->labels), 0.01, update);
    run.train.push_back(accuracy_of(net, train));
    run.test.push_back(accuracy_of(net, test));
  }
  return run;
}

/// The same training by the library: Linear, Sigmoid, OneHotSquaredError.
BpnRun train_by_library(const nn::Subset& train, const nn::Subset& test,
                        const Recipe& recipe, std::uint64_t seed) {
  const auto model = make_model("bpn", train.data->shape, 10, seed);
  const auto loss = make_loss("bpn");
  // Our squared error is a mean over samples and classes, with a factor 2 in
  // its gradient: for the notes' sums and 0.01 that is 50 with 1000 samples.
  const double rate = 0.01 * double(recipe.batch_size) * 10 / 2;
  const auto sgd = nn::make_optimizer<B>("sgd", *model, rate);
  nn::Loader loader(train, {.batch_size = recipe.batch_size, .seed = seed});
  nn::Trainer<B> trainer(*model, *loss, *sgd);
  const auto accuracy = [&](const nn::Subset& samples) {
    nn::Loader all(samples, {.batch_size = 1000, .shuffle = false});
    return nn::evaluate(*model, *loss, all).accuracy;
  };
  BpnRun run;
  for (int epoch = 1; epoch <= recipe.epochs; ++epoch) {
    trainer.train_epoch(loader);
    run.train.push_back(accuracy(train));
    run.test.push_back(accuracy(test));
  }
  return run;
}

}  // namespace

void compare_bpn(const Settings& given, const nn::Options& options) {
  Settings settings = given;
  settings.model = "bpn";
  const Recipe recipe = settings.recipe();
  const nn::TrainTest images = load_and_introduce(settings.data);
  if (images.train.shape != nn::Shape{1, 28, 28} || images.train.classes != 10)
    throw nn::UsageError(
        fmt::format("--experiment bpn: its network is 784-30-10, for images of "
                    "28 x 28 pixels and ten classes, not for {} and {}",
                    to_string(images.train.shape), images.train.classes));
  const nn::Subset test = nn::all(images.test);
  const nn::Subset train =
      settings.train_samples == 0
          ? nn::all(images.train)
          : nn::first(images.train, settings.train_samples);
  nn::heading(fmt::format(
      "BPN 784-30-10: batches of {}, rate 0.01, three ways to add up",
      recipe.batch_size));
  const BpnByHand start = like_the_library(options.seed);
  const auto by = [&](Update update) {
    return train_by_hand(start, train, test, update, recipe, options.seed);
  };
  const BpnRuns runs{by(Update::notes), by(Update::sums), by(Update::means),
                     train_by_library(train, test, recipe, options.seed)};
  print_bpn(runs);
  draw_bpn(options.out, runs);
}

namespace {

struct Experiment {
  std::string name, summary;
  void (*run)(const Settings&, const nn::Options&);
};

const std::vector<Experiment>& experiments() {
  static const std::vector<Experiment> all = {
      {"bpn",
       "the BPN as formulas: weights by sums and biases by means (a slip), "
       "both by sums, both by means",
       compare_bpn},
      {"augmentation",
       "the model trained without and with --augment (shift:2+rotate:10) for "
       "--epochs, a half, a quarter and an eighth of them",
       compare_augmentation},
      {"loop",
       "the model trained by a loop of ten lines, and by all of this program: "
       "the same weights",
       compare_loop},
      {"ladder",
       "linear, mlp, cnn and deep on the same images for the same epochs, "
       "each at its own best rate",
       compare_networks},
      {"recorded",
       "draws what the book has recorded of \"ladder\" and \"augmentation\"",
       draw_recorded},
      {"features",
       "is it a 5 (a shirt)? A linear SVM on features by hand, on pixels, and "
       "a network",
       compare_features}};
  return all;
}

}  // namespace

BpnByHand like_the_library(std::uint64_t seed) {
  const auto model = make_model("bpn", {1, 28, 28}, 10, seed);
  const auto p = model->named_parameters();
  const auto numbers = [&](std::size_t i) {
    return B::to_host(p[i].parameter->value);
  };
  return {numbers(0), numbers(1), numbers(2), numbers(3)};
}

const std::vector<std::string>& experiment_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Experiment& experiment : experiments())
      all.push_back(experiment.name);
    return all;
  }();
  return names;
}

std::string experiment_help() {
  std::string text = "Compare instead of training one network:";
  for (const Experiment& experiment : experiments())
    text += fmt::format("\n  {}: {}", experiment.name, experiment.summary);
  return text;
}

void run_experiment(const Settings& settings, const nn::Options& options) {
  nn::Cpu::set_threads(settings.threads);
  const auto found =
      std::ranges::find(experiments(), settings.experiment, &Experiment::name);
  found->run(settings, options);
}

}  // namespace chapter09
