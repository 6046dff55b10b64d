/// What can be chosen on the command line, and each model's recipe for
/// everything else.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "nn/program/program.hpp"

namespace chapter09 {

/// A model with its usual training settings.
struct Recipe {
  std::string model;
  std::string summary;
  std::string optimizer;
  double learning_rate;
  std::size_t batch_size;
  int epochs;
  std::string schedule;

  /// UsageError if a batch would hold a single sample, from which BatchNorm
  /// has nothing to learn: better now than at the end of an epoch.
  void check_last_batch(std::size_t samples) const;
};

const std::vector<Recipe>& recipes();

/// The options of `09_mnist --help`; empty means: as in the recipe.
struct Settings {
  std::string model = "mlp";
  std::string data;
  std::optional<std::string> optimizer;
  std::optional<double> learning_rate;
  std::optional<std::size_t> batch_size;
  std::optional<int> epochs;
  std::optional<std::string> schedule;
  std::string augment = "none";
  int plain_epochs = 0;  // final epochs without augmentation
  double weight_decay = 0;
  double label_smoothing = 0;
  double weight_average = 0;  // 0: none
  bool batch_norm = false;
  bool wide = false;  // deep only
  bool standardize = false;
  int threads = 0;
  std::string products = "own";
  std::string device = "cpu";
  bool tf32 = false;
  std::size_t validation = 0;
  std::size_t train_samples = 0;  // 0: all
  std::size_t test_samples = 0;   // 0: all
  std::size_t inference_images = 2000;
  std::filesystem::path weights;      // given: load and evaluate only
  std::filesystem::path onnx;         // given: the network is exported there
  std::string experiment;             // given: a comparison instead
  std::filesystem::path checkpoint;   // given: the folder of checkpoints
  std::int64_t checkpoint_every = 0;  // steps; 0: at the end of an epoch
  std::optional<int> dashboard;       // given: the page's port
  bool resume = false;                // from the newest checkpoint

  /// The model's recipe with everything that was chosen applied. UsageError if
  /// the choices are incompatible.
  Recipe recipe() const;
};

void add_options(CLI::App& app, Settings& settings);

/// A short run for the tests: `--smoke`.
void shorten(Settings& settings);

}  // namespace chapter09
