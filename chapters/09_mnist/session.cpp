#include "session.hpp"

#include <ctime>

#include "nn/core/sums.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/cpu/openblas.hpp"
#include "nn/dashboard/dashboard.hpp"
#include "nn/io/sha256.hpp"
#include "nn/model/weights.hpp"
#include "nn/program/stop.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/make_optimizer.hpp"
#include "nn/training/progress_bar.hpp"
#include "nn/training/trainer.hpp"
#include "nn/training/training_state.hpp"

#include "preparation.hpp"
#include "report.hpp"

namespace chapter09 {
namespace {

nn::Subset chosen_samples(const nn::Dataset& data, std::size_t count) {
  return count == 0 ? nn::all(data) : nn::first(data, count);
}

/// The current time, ISO 8601. (<fmt/chrono.h> takes a second to compile.)
std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::array<char, 32> text{};
  std::tm utc{};
  std::strftime(text.data(), text.size(), "%FT%TZ", gmtime_r(&now, &utc));
  return text.data();
}

/// Identifies these training images and labels.
std::string data_hash(const nn::Dataset& data) {
  const auto* labels =
      reinterpret_cast<const std::uint8_t*>(data.labels.data());
  const std::string hash =
      nn::sha256({labels, data.labels.size() * sizeof(std::int32_t)});
  return fmt::format("{:.16} {:.16}", data.sha256, hash);
}

std::unique_ptr<nn::Dashboard> open_dashboard(
    const std::filesystem::path& metrics, std::optional<int> port) {
  if (!port) return nullptr;
  auto page = std::make_unique<nn::Dashboard>(metrics, *port);
  fmt::print("dashboard {}\n", page->address());
  std::fflush(stdout);  // now, even if stdout is a file
  return page;
}

/// What to resume from; nothing for a new run.
std::optional<nn::Checkpoint> newest_checkpoint(
    const nn::CheckpointFolder& folder, bool resume) {
  const auto files = folder.files();
  if (resume)
    return folder.newest([](const std::string& what) {
      fmt::print(stderr, "09_mnist: {}\n", what);
    });
  if (!files.empty())
    throw nn::UsageError(fmt::format(
        "{}: the folder holds a run's checkpoints; add --resume to go on with "
        "it, or name another folder",
        files.front().string()));
  return {};
}

/// The last bits differ from the book's, and training amplifies this.
void multiply_by_openblas() {
  nn::cpu::set_products(nn::cpu::Products::openblas);
  fmt::print(
      "products  by OpenBLAS ({} kernels): other digits than the book's\n",
      nn::select_blas_kernels().running);
}

}  // namespace

Session::Session(const Settings& settings, const nn::Options& options)
    : settings_(settings), options_(options), recipe_(settings.recipe()) {
  nn::Cpu::set_threads(settings.threads);
  if (settings.products == "openblas") multiply_by_openblas();
  start_device(settings.tf32);
  images_ = load_and_introduce(settings.data);
  std::tie(training_samples_, validation_samples_) =
      nn::split(chosen_samples(images_.train, settings.train_samples),
                settings.validation);
  if (settings.batch_norm) recipe_.check_last_batch(training_samples_.size());
  if (settings.standardize) pixels_ = nn::pixel_moments(training_samples_);
  model_ = make_model(
      recipe_.model, images_.train.shape, images_.train.classes, options.seed,
      {.batch_norm = settings.batch_norm, .wide = settings.wide});
  loss_ = make_loss(recipe_.model, settings.label_smoothing);
  optimizer_ =
      nn::make_optimizer<B>(recipe_.optimizer, *model_, recipe_.learning_rate);
  optimizer_->decay_only(nn::weight_ranges(*model_));
  if (recipe_.optimizer == "adamw")
    optimizer_->set_decay(settings.weight_decay);
  else
    optimizer_->set_l2(settings.weight_decay);
  if (settings.weight_average > 0)
    average_.emplace(*model_, settings.weight_average);
  began_ = time_now();
  if (!settings.checkpoint.empty()) checkpoints_.emplace(settings.checkpoint);
  fmt::print("model     {}\n\n{}", recipe_.model, model_->summary());
}

// #region train
int Session::train() {
  nn::Loader::Settings settings = loading(recipe_.batch_size);
  settings.shuffle = true;
  nn::Loader plain(training_samples_, settings);
  settings.augment = nn::parse_augment(settings_.augment);
  nn::Loader loader(training_samples_, settings);
  nn::Trainer<B> trainer(*model_, *loss_, *optimizer_);
  const auto epochs = static_cast<std::size_t>(recipe_.epochs);
  nn::ScheduleRate<B> rates(*optimizer_, nn::parse_schedule(recipe_.schedule),
                            epochs * loader.batches());
  nn::ProgressBar bar(recipe_.epochs);
  trainer.add(rates);
  trainer.add(bar);
  std::optional<nn::UpdateAverage<B>> averaging;
  if (average_) trainer.add(averaging.emplace(*average_));
  nn::EveryFewSteps saver(settings_.checkpoint_every,
                          [&] { save_checkpoint(trainer); });
  if (settings_.checkpoint_every > 0) trainer.add(saver);
  const nn::StopSignal stop;
  trainer.stop_when([&] { return stop.requested(); });
  if (checkpoints_) resume(trainer);
  run_epochs(trainer, loader, plain);
  return std::ssize(epochs_) < recipe_.epochs ? stop.signal() : 0;
}

void Session::run_epochs(nn::Trainer<B>& trainer, nn::Loader& loader,
                         nn::Loader& plain) {
  const auto metrics = options_.out / "metrics.jsonl";
  // Everything that can fail comes before the old record is replaced.
  out_.emplace(options_.out, "--out");
  const auto page = open_dashboard(metrics, settings_.dashboard);
  nn::RunLog log(metrics, describe_run(), epochs_);
  print_epoch_header(settings_.validation > 0);
  for (const nn::EpochMetrics& earlier : epochs_)
    print_epoch(earlier);
  bool stopped = false;
  while (!stopped && std::ssize(epochs_) < recipe_.epochs) {
    const auto left = recipe_.epochs - std::ssize(epochs_);
    const nn::EpochInfo epoch =
        trainer.train_epoch(left > settings_.plain_epochs ? loader : plain);
    stopped = epoch.stopped;
    if (!stopped) {
      epochs_.push_back(measure(epoch));
      log.append(epochs_.back());
      print_epoch(epochs_.back());
    }
    if (checkpoints_) save_checkpoint(trainer);
  }
  if (average_) average_->swap();
  // Before the page closes.
  nn::save_weights(*model_, weights_file(), describe_inputs(pixels_));
}
// #endregion train

// #region checkpoint
void Session::save_checkpoint(nn::Trainer<B>& trainer) {
  nn::Checkpoint all;
  nn::set_options(run_options(), all);
  nn::save_state(*model_, all);
  nn::save_state(*optimizer_, all);
  if (average_) nn::save_state(*average_, all);
  nn::save_state(trainer, all);
  all.texts["began"] = began_;
  all.texts["epochs"] = nn::format_epochs(epochs_);
  all.set("digits", nn::digits_version);
  checkpoints_->write(trainer.state().step, all);
}

void Session::resume(nn::Trainer<B>& trainer) {
  auto all = newest_checkpoint(*checkpoints_, settings_.resume);
  if (!all) return;
  const bool same_digits =
      all->texts["digits"] == std::to_string(nn::digits_version);
  if (!same_digits) all->texts["option --products"] = settings_.products;
  nn::check_options(*all, run_options());
  nn::load_state(*all, *model_);
  nn::load_state(*all, *optimizer_);
  if (average_) nn::load_state(*all, *average_);
  nn::load_state(*all, trainer);
  began_ = all->text("began");
  epochs_ = nn::parse_epochs(all->file, all->text("epochs"));
  fmt::print("resumed   after step {} of epoch {}, from {}\n",
             trainer.state().step, trainer.state().epoch, all->file.string());
  if (!same_digits)
    fmt::print(
        "          written by another version, which rounded other sums: this "
        "run will end in other bits than one that never stopped\n");
}
// #endregion checkpoint

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
  return evaluate(chosen_samples(images_.test, test_samples()), augment);
}

std::size_t Session::test_samples() const {
  const std::size_t all = images_.test.size();
  return settings_.test_samples == 0 ? all
                                     : std::min(settings_.test_samples, all);
}

Inference Session::classify(std::size_t batch_size) {
  const std::size_t count =
      std::min(settings_.inference_images, images_.test.size());
  nn::Loader loader(nn::first(images_.test, count), loading(batch_size));
  return chapter09::classify(*model_, loader);
}

std::filesystem::path Session::weights_file() const {
  return options_.out / "weights.safetensors";
}

void Session::load(const std::filesystem::path& file) {
  const nn::LoadedWeights loaded = nn::load_weights(file, *model_);
  for (const std::string& note : loaded.notes)
    fmt::print("weights   {}\n", note);
  pixels_ = prepare_inputs(loaded.about, file, settings_.standardize, pixels_);
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
