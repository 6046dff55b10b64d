/// One training run: model, data, loss and optimizer brought together.
#pragma once

#include "nn/training/checkpoint.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/run_log.hpp"
#include "nn/training/trainer.hpp"
#include "nn/training/weight_average.hpp"

#include "images.hpp"
#include "inference.hpp"
#include "models.hpp"
#include "preparation.hpp"
#include "settings.hpp"

namespace chapter09 {

class Session {
 public:
  Session(const Settings& settings, const nn::Options& options);

  /// Trains and saves the weights. Every epoch is printed and logged. Returns
  /// the signal that ended it early (Ctrl-C: SIGINT), or 0. If the weights are
  /// averaged, the model is the average afterwards.
  int train();
  /// Sends the test images through the network.
  nn::Evaluation test();
  /// Some test images, `batch_size` at a time.
  Inference classify(std::size_t batch_size);
  std::filesystem::path weights_file() const;
  /// Weights; or, if its name ends in .onnx, a whole network, which takes the
  /// place of this one.
  void load(const std::filesystem::path& file);
  /// The network, how its inputs are prepared, and the classes' names.
  void save_onnx(const std::filesystem::path& file);

  const nn::Dataset& test_images() const { return images_.test; }
  const std::vector<nn::EpochMetrics>& epochs() const { return epochs_; }

 private:
  nn::Loader::Settings loading(std::size_t batch_size) const;
  nn::Evaluation evaluate(const nn::Subset& samples);
  std::size_t test_samples() const;
  nn::RunInfo describe_run() const;
  /// `plain`: for the last epochs, --plain-epochs of them.
  void run_epochs(nn::Trainer<B>& trainer, nn::Loader& loader,
                  nn::Loader& plain);
  nn::EpochMetrics measure(const nn::EpochInfo& epoch);
  nn::RunOptions run_options() const;
  void load_onnx(const std::filesystem::path& file);
  void save_checkpoint(nn::Trainer<B>& trainer);
  void resume(nn::Trainer<B>& trainer);

  Settings settings_;
  nn::Options options_;
  Recipe recipe_;
  nn::TrainTest images_;
  nn::Subset training_samples_, validation_samples_;
  // By --standardize or from the weights' file.
  Preparation pixels_{nn::PixelMoments{}};
  std::unique_ptr<Model> model_;
  std::unique_ptr<nn::Loss<B>> loss_;
  std::unique_ptr<nn::Optimizer<B>> optimizer_;
  std::optional<nn::WeightAverage<B>> average_;
  std::vector<nn::EpochMetrics> epochs_;
  std::string began_;  // start time: ISO 8601
  std::optional<nn::CheckpointFolder> checkpoints_;
  std::optional<nn::FolderLock> out_;  // held while files are written there
};

}  // namespace chapter09
