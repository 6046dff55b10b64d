/// The training loop. Chapter 5, chapter 9; notes C4.5.
#pragma once

#include <chrono>

#include "nn/data/loader.hpp"
#include "nn/model/model.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace nn {

/// Where training stands after a step.
struct StepInfo {
  int epoch = 0;               ///< counted from 1
  std::int64_t step = 0;       ///< steps since the start, all epochs
  std::size_t samples = 0;     ///< seen in this epoch
  std::size_t of_samples = 0;  ///< that the epoch has
  /// Of this batch, or of the last one whose loss is known: a backend with its
  /// own memory reports it every few steps.
  double loss = 0;
};

/// One epoch, or the part of it that was trained before a stop.
struct EpochInfo {
  int epoch = 0;
  std::int64_t step = 0;
  std::size_t samples = 0;
  double learning_rate = 0;
  double loss = 0;      ///< mean over the samples, while the weights changed
  double accuracy = 0;  ///< the same
  double seconds = 0;   ///< of the training loop alone
  bool stopped = false;
};

/// Where training stands after a step: what, besides the weights, a trainer
/// needs to go on from there.
struct TrainingState {
  int epoch = 0;            ///< counted from 1; 0 before the first
  bool finished = true;     ///< is that epoch over, its EpochInfo returned?
  std::int64_t step = 0;    ///< steps since the start, all epochs
  std::size_t samples = 0;  ///< seen in this epoch …
  double loss_sum = 0;      ///< … the sum of their losses
  std::size_t correct = 0;  ///< … how many of them were right
  double seconds = 0;       ///< … and the time they took
};

/// Is notified of training's progress: progress bars, logs, schedules.
class Callback {
 public:
  virtual ~Callback() = default;
  virtual void on_epoch_begin(int /*epoch*/, std::size_t /*samples*/) {}
  /// step: how many steps are already done, in all epochs.
  virtual void on_step_begin(std::int64_t /*step*/) {}
  virtual void on_step(const StepInfo&) {}
  virtual void on_epoch_end(const EpochInfo&) {}
};

/// Forward, loss, backward, step: batch after batch.
template <Backend B>
class Trainer {
 public:
  Trainer(Model<B>& model, Loss<B>& loss, Optimizer<B>& optimizer)
      : model_(model), loss_(loss), optimizer_(optimizer) {}

  /// `callback` must outlive the trainer.
  void add(Callback& callback) { callbacks_.push_back(&callback); }

  /// Called after every step; if true, fit() ends there and the model keeps its
  /// current weights.
  void stop_when(std::function<bool()> asked) { stop_ = std::move(asked); }

  /// Trains for some epochs; false if it was stopped. Throws an Error if the
  /// loss is no longer finite.
  bool fit(Loader& loader, int epochs) {
    for (int i = 0; i < epochs; ++i)
      if (train_epoch(loader).stopped) return false;
    return true;
  }

  EpochInfo train_epoch(Loader& loader) {
    start_epoch(loader);
    begin_ = std::chrono::steady_clock::now();
    seconds_before_ = state_.seconds;
    while (const Batch* batch = feed_.next(loader)) {
      for (Callback* callback : callbacks_)
        callback->on_step_begin(state_.step);
      const std::size_t samples = batch->indices.size();
      steps_.run(samples, [&] { train_step(*batch); });
      if (after_step(samples)) break;
    }
    return end_epoch();
  }

  /// Callbacks may ask for it: it includes the latest step.
  const TrainingState& state() {
    collect_results(true);
    return state_;
  }
  /// The next epoch resumes where `state` was taken, even within an epoch.
  void resume(const TrainingState& state) {
    state_ = state;
    resumed_ = true;
  }

 private:
  // #region train_step
  void train_step(const Batch& batch) {
    const auto& x = feed_.x(batch);
    const auto labels = feed_.labels(batch);
    const auto& scores = model_.forward(x);
    auto gradient = gradient_.shaped(scores.n_rows, scores.n_cols);
    const auto loss = loss_(scores, labels, gradient);
    results_.add(loss, B::count_correct(scores, labels), x.n_cols);
    model_.backward(gradient);
    optimizer_.step();
  }
  // #endregion train_step

  void start_epoch(Loader& loader) {
    loader.expect_samples("train on");
    const bool within = std::exchange(resumed_, false) && !state_.finished;
    if (!within) state_ = {.epoch = state_.epoch + 1, .step = state_.step};
    state_.finished = false;
    known_steps_ = state_.step;
    steps_.forget();
    info_.epoch = state_.epoch;
    info_.of_samples = loader.samples();
    loader.start_epoch(static_cast<std::uint32_t>(state_.epoch));
    const std::size_t size = loader.batch_size();
    loader.skip((state_.samples + size - 1) / size);
    for (Callback* callback : callbacks_)
      callback->on_epoch_begin(info_.epoch, info_.of_samples);
  }

  /// True if training should stop.
  bool after_step(std::size_t samples) {
    state_.samples += samples;
    ++state_.step;
    info_.step = state_.step;
    info_.samples = state_.samples;
    collect_results(false);
    take_time();
    for (Callback* callback : callbacks_)
      callback->on_step(info_);
    return stop_ && stop_();
  }

  /// Adds up the results of steps; all of them, if `wait`.
  void collect_results(bool wait) {
    results_.collect(
        wait, [&](double loss, std::size_t correct, std::size_t samples) {
          ++known_steps_;
          if (!std::isfinite(loss)) refuse(loss);
          info_.loss = loss;
          state_.loss_sum += loss * static_cast<double>(samples);
          state_.correct += correct;
        });
  }

  void take_time() {
    const std::chrono::duration<double> time =
        std::chrono::steady_clock::now() - begin_;
    state_.seconds = seconds_before_ + time.count();
  }

  [[noreturn]] void refuse(double loss) const {
    throw Error(fmt::format(
        "the loss is {} in step {} (epoch {}), and {}: the numbers grew "
        "beyond all bounds; try a smaller learning rate than {}",
        std::isnan(loss) ? "nan" : "infinite", known_steps_, info_.epoch,
        model_.first_not_finite(), optimizer_.learning_rate()));
  }

  EpochInfo end_epoch() {
    collect_results(true);
    take_time();
    const auto samples = static_cast<double>(state_.samples);
    const EpochInfo epoch = {
        .epoch = state_.epoch,
        .step = state_.step,
        .samples = state_.samples,
        .learning_rate = optimizer_.learning_rate(),
        .loss = state_.loss_sum / samples,
        .accuracy = static_cast<double>(state_.correct) / samples,
        .seconds = state_.seconds,
        .stopped = stop_ && stop_()};
    state_.finished = !epoch.stopped;
    for (Callback* callback : callbacks_)
      callback->on_epoch_end(epoch);
    return epoch;
  }

  Model<B>& model_;
  Loss<B>& loss_;
  Optimizer<B>& optimizer_;
  std::vector<Callback*> callbacks_;
  std::function<bool()> stop_;
  TrainingState state_;
  bool resumed_ = false;                         // state_ comes from elsewhere
  std::chrono::steady_clock::time_point begin_;  // of this epoch's steps …
  double seconds_before_ = 0;  // … and the time earlier ones took
  StepInfo info_;
  std::int64_t known_steps_ = 0;  // steps whose loss is known
  typename B::Feed feed_;
  typename B::Steps steps_;
  typename B::Results results_;
  Scratch<B> gradient_;  // of the loss with respect to the scores
};

}  // namespace nn
