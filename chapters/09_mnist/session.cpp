#include "session.hpp"

#include <ctime>

#include "nn/core/sums.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/cpu/openblas.hpp"
#include "nn/dashboard/dashboard.hpp"
#include "nn/model/weights.hpp"
#include "nn/program/stop.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/make_optimizer.hpp"
#include "nn/training/progress_bar.hpp"
#include "nn/training/trainer.hpp"
#include "nn/training/training_state.hpp"

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
  if (settings.standardize) pixels_ = standardized_on(training_samples_);
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

nn::Loader::Settings Session::loading(std::size_t batch_size) const {
  nn::Loader::Settings settings;
  settings.batch_size = batch_size;
  settings.shuffle = false;
  settings.seed = options_.seed;
  prepare(settings, pixels_);
  return settings;
}

nn::Evaluation Session::evaluate(const nn::Subset& samples) {
  nn::Loader loader(samples, loading(1000));
  return nn::evaluate(*model_, *loss_, loader);
}

nn::Evaluation Session::test() {
  return evaluate(chosen_samples(images_.test, test_samples()));
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
  if (file.extension() == ".onnx") return load_onnx(file);
  const nn::LoadedWeights loaded = nn::load_weights(file, *model_);
  for (const std::string& note : loaded.notes)
    fmt::print("weights   {}\n", note);
  pixels_ = prepare_inputs(loaded.about, file, settings_.standardize, pixels_);
}

}  // namespace chapter09
