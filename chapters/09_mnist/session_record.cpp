// What a session writes down about itself: for metrics.jsonl and checkpoints.
#include "nn/cpu/cpu.hpp"
#include "nn/io/sha256.hpp"

#include "session.hpp"

namespace chapter09 {
namespace {

/// Identifies these training images and labels.
std::string data_hash(const nn::Dataset& data) {
  const auto* labels =
      reinterpret_cast<const std::uint8_t*>(data.labels.data());
  const std::string hash =
      nn::sha256({labels, data.labels.size() * sizeof(std::int32_t)});
  return fmt::format("{:.16} {:.16}", data.sha256, hash);
}

}  // namespace

/// Everything that determines the final weights; the images by their SHA-256.
nn::RunOptions Session::run_options() const {
  return {{"--model", recipe_.model},
          {"--data", data_hash(images_.train)},
          {"--seed", std::to_string(options_.seed)},
          {"--epochs", std::to_string(recipe_.epochs)},
          {"--batch-size", std::to_string(recipe_.batch_size)},
          {"--optimizer", recipe_.optimizer},
          {"--learning-rate", fmt::format("{}", recipe_.learning_rate)},
          {"--schedule", recipe_.schedule},
          {"--weight-decay", fmt::format("{}", settings_.weight_decay)},
          {"--label-smoothing", fmt::format("{}", settings_.label_smoothing)},
          {"--weight-average", fmt::format("{}", settings_.weight_average)},
          {"--augment", settings_.augment},
          {"--plain-epochs", std::to_string(settings_.plain_epochs)},
          {"--batch-norm", settings_.batch_norm ? "on" : "off"},
          {"--wide", settings_.wide ? "on" : "off"},
          {"--standardize", settings_.standardize ? "on" : "off"},
          {"--products", settings_.products},
          {"--train-samples", std::to_string(settings_.train_samples)},
          {"--validation", std::to_string(settings_.validation)}};
}

nn::EpochMetrics Session::measure(const nn::EpochInfo& epoch) {
  nn::EpochMetrics metrics;
  metrics.epoch = epoch.epoch;
  metrics.step = epoch.step;
  metrics.learning_rate = epoch.learning_rate;
  metrics.train_loss = epoch.loss;
  metrics.train_accuracy = epoch.accuracy;
  metrics.train_seconds = epoch.seconds;
  metrics.samples_per_second =
      static_cast<double>(epoch.samples) / epoch.seconds;
  if (average_) average_->swap();
  if (validation_samples_.size() > 0)
    metrics.validation_accuracy = evaluate(validation_samples_).accuracy;
  metrics.test_accuracy = test().accuracy;
  if (average_) average_->swap();
  return metrics;
}

nn::RunInfo Session::describe_run() const {
  nn::RunInfo run;
  run.model = recipe_.model;
  run.data = images_.train.name;
  run.data_sha256 = images_.train.sha256;
  run.device = this_device;
  run.blas_core = nn::select_blas_kernels().running;
  run.version = nn::git_describe();
  run.seed = options_.seed;
  run.threads = nn::Cpu::threads();
  run.train_samples = training_samples_.size();
  run.validation_samples = validation_samples_.size();
  run.test_samples = test_samples();
  run.batch_size = recipe_.batch_size;
  run.parameters = model_->parameter_count();
  run.optimizer = recipe_.optimizer;
  run.learning_rate = recipe_.learning_rate;
  run.schedule = recipe_.schedule;
  run.epochs = recipe_.epochs;
  run.time = began_;
  return run;
}

}  // namespace chapter09
