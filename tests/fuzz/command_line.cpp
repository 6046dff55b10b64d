// Chapter 9's options: whatever is accepted lies within the bounds that --help
// promises.
#include <CLI/CLI.hpp>

#include "nn/data/augment.hpp"
#include "nn/training/schedules.hpp"

#include "09_mnist/experiments.hpp"
#include "09_mnist/settings.hpp"
#include "fuzz.hpp"

namespace chapter09 {

// From experiments.cpp, which would need the whole library.
const std::vector<std::string>& experiment_names() {
  static const std::vector<std::string> names = {"bpn", "augmentation"};
  return names;
}
std::string experiment_help() {
  return "";
}

}  // namespace chapter09

namespace {

bool within(double value, double low, double high) {
  return value >= low && value <= high;
}

void check(const chapter09::Settings& settings) {
  const chapter09::Recipe recipe = settings.recipe();
  nn::parse_schedule(recipe.schedule);
  nn::parse_augment(settings.augment);
  const auto whole = [](auto number) { return static_cast<double>(number); };
  fuzz::require(within(recipe.learning_rate, 1e-9, 1e6), "learning rate");
  fuzz::require(within(whole(recipe.batch_size), 1, 60000), "batch size");
  fuzz::require(within(recipe.epochs, 1, 100000), "epochs");
  fuzz::require(within(settings.weight_decay, 0, 10), "weight decay");
  fuzz::require(within(settings.label_smoothing, 0, 0.9), "label smoothing");
  fuzz::require(within(settings.threads, 0, 256), "threads");
  fuzz::require(within(whole(settings.validation), 0, 59999), "validation");
  fuzz::require(within(whole(settings.train_samples), 0, 60000), "samples");
  fuzz::require(within(settings.dashboard.value_or(0), 0, 65535), "port");
  fuzz::require(within(whole(settings.checkpoint_every), 0, 1e9), "every");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  // One argument a line; CLI11 takes them from the last to the first.
  std::vector<std::string> arguments(1);
  for (std::size_t i = 0; i < size; ++i)
    if (data[i] == '\n')
      arguments.emplace_back();
    else if (data[i] != 0)  // no argument can hold it
      arguments.back() += static_cast<char>(data[i]);
  std::reverse(arguments.begin(), arguments.end());
  CLI::App app("fuzz");
  chapter09::Settings settings;
  chapter09::add_options(app, settings);
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError&) {
    return 0;
  }
  check(settings);
  return 0;
}
