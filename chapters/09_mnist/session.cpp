#include "session.hpp"

#include <ctime>

#include <fmt/chrono.h>

#include "nn/model/weights.hpp"
#include "nn/support/stop.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/progress_bar.hpp"
#include "nn/training/trainer.hpp"

#include "report.hpp"

namespace chapter09 {
namespace {

nn::Subset chosen_samples(const nn::Dataset& data, std::size_t count) {
  return count == 0 ? nn::all(data) : nn::first(data, count);
}

}  // namespace

Session::Session(const Settings& settings, const nn::Options& options)
    : settings_(settings), options_(options), recipe_(settings.recipe()) {
  B::set_threads(settings.threads);
  images_ = load_and_introduce(settings.data);
  std::tie(training_samples_, validation_samples_) =
      nn::split(chosen_samples(images_.train, settings.train_samples),
                settings.validation);
  if (settings.standardize) pixels_ = nn::pixel_moments(training_samples_);
  model_ = make_model(recipe_.model, images_.train.shape, options.seed,
                      {.batch_norm = settings.batch_norm});
  loss_ = make_loss(recipe_.model, settings.label_smoothing);
  optimizer_ =
      make_optimizer(recipe_.optimizer, *model_, recipe_.learning_rate);
  optimizer_->decay_only(nn::weight_ranges(*model_));
  if (recipe_.optimizer == "adamw")
    optimizer_->set_decay(settings.weight_decay);
  else
    optimizer_->set_l2(settings.weight_decay);
  fmt::print("model     {}\n\n{}", recipe_.model, model_->summary());
}

// #region train
bool Session::train() {
  nn::Loader::Settings settings = loading(recipe_.batch_size);
  settings.shuffle = true;
  settings.augment = nn::parse_augment(settings_.augment);
  nn::Loader loader(training_samples_, settings);
  nn::Trainer<B> trainer(*model_, *loss_, *optimizer_);
  const auto epochs = static_cast<std::size_t>(recipe_.epochs);
  nn::ScheduleRate<B> rates(*optimizer_, nn::parse_schedule(recipe_.schedule),
                            epochs * loader.batches());
  nn::ProgressBar bar(recipe_.epochs);
  trainer.add(rates);
  trainer.add(bar);
  nn::StopSignal ctrl_c;
  trainer.stop_when([&] { return ctrl_c.requested(); });
  nn::RunLog log(options_.out / "metrics.jsonl", describe_run());
  print_epoch_header(settings_.validation > 0);
  while (std::ssize(epochs_) < recipe_.epochs) {
    const nn::EpochInfo epoch = trainer.train_epoch(loader);
    if (epoch.stopped) return false;
    epochs_.push_back(measure(epoch));
    log.append(epochs_.back());
    print_epoch(epochs_.back());
  }
  return true;
}
// #endregion train

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
  if (validation_samples_.size() > 0)
    metrics.validation_accuracy = evaluate(validation_samples_).accuracy;
  metrics.test_accuracy = test().accuracy;
  return metrics;
}

nn::Loader::Settings Session::loading(std::size_t batch_size) const {
  nn::Loader::Settings settings;
  settings.batch_size = batch_size;
  settings.shuffle = false;
  settings.seed = options_.seed;
  settings.mean = pixels_.mean;
  settings.standard_deviation = pixels_.standard_deviation;
  return settings;
}

nn::Evaluation Session::evaluate(const nn::Subset& samples,
                                 const std::string& augment) {
  nn::Loader::Settings settings = loading(1000);
  settings.augment = nn::parse_augment(augment);
  nn::Loader loader(samples, settings);
  return nn::evaluate(*model_, *loss_, loader);
}

nn::Evaluation Session::test(const std::string& augment) {
  return evaluate(nn::all(images_.test), augment);
}

Inference Session::classify(std::size_t batch_size) {
  const std::size_t count = std::min<std::size_t>(2000, images_.test.size());
  nn::Loader loader(nn::first(images_.test, count), loading(batch_size));
  return chapter09::classify(*model_, loader);
}

void Session::save(const std::filesystem::path& file) {
  nn::save_weights(*model_, file);
}

void Session::load(const std::filesystem::path& file) {
  nn::load_weights(file, *model_);
}

nn::RunInfo Session::describe_run() const {
  nn::RunInfo run;
  run.model = recipe_.model;
  run.data = images_.train.name;
  run.data_sha256 = images_.train.sha256;
  run.device = "cpu";
  run.blas_core = nn::select_blas_kernels().running;
  run.version = nn::git_describe();
  run.seed = options_.seed;
  run.threads = B::threads();
  run.train_samples = training_samples_.size();
  run.validation_samples = validation_samples_.size();
  run.test_samples = images_.test.size();
  run.batch_size = recipe_.batch_size;
  run.parameters = model_->parameter_count();
  run.optimizer = recipe_.optimizer;
  run.learning_rate = recipe_.learning_rate;
  run.schedule = recipe_.schedule;
  run.epochs = recipe_.epochs;
  run.time = fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)));
  return run;
}

}  // namespace chapter09
