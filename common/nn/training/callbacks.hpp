/// Callbacks that take part in training: the schedule of the learning rate,
/// the average of the weights. Chapter 6, chapter 9.
#pragma once

#include "nn/training/schedules.hpp"
#include "nn/training/trainer.hpp"
#include "nn/training/weight_average.hpp"

namespace nn {

/// Sets the learning rate before each step. The schedule scales the rate that
/// the optimizer has at construction.
///
///     nn::ScheduleRate<B> rates(adam, nn::parse_schedule("warmup-cosine:0.1"),
///                               epochs * loader.batches());
///     trainer.add(rates);
template <Backend B>
class ScheduleRate : public Callback {
 public:
  /// `optimizer` must outlive it. `total_steps`: of all epochs.
  ScheduleRate(Optimizer<B>& optimizer, Schedule schedule,
               std::size_t total_steps)
      : optimizer_(optimizer),
        schedule_(schedule),
        total_steps_(static_cast<std::int64_t>(total_steps)),
        base_(optimizer.learning_rate()) {}

  void on_step_begin(std::int64_t step) override {
    optimizer_.set_learning_rate(base_ * schedule_.at(step, total_steps_));
  }

 private:
  Optimizer<B>& optimizer_;
  Schedule schedule_;
  std::int64_t total_steps_;
  double base_;
};

/// Adds the weights to their average after each step.
template <Backend B>
class UpdateAverage : public Callback {
 public:
  /// `average` must outlive it.
  explicit UpdateAverage(WeightAverage<B>& average) : average_(average) {}
  void on_step(const StepInfo&) override { average_.update(); }

 private:
  WeightAverage<B>& average_;
};

}  // namespace nn
