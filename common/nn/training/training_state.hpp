/// What a model, an optimizer, an average and a trainer put into a checkpoint
/// and take out of it. Chapter 9.
///
///     nn::Checkpoint checkpoint;
///     nn::save_state(model, checkpoint);
///     nn::save_state(adam, checkpoint);
///     nn::save_state(trainer, checkpoint);
///     nn::write_checkpoint("half-way.safetensors", checkpoint);
///
/// Random numbers need no state of their own: nn::Random computes each from
/// seed, epoch and step. Files hold float, so the backend must, too.
#pragma once

#include "nn/model/weights.hpp"
#include "nn/training/checkpoint.hpp"
#include "nn/training/trainer.hpp"
#include "nn/training/weight_average.hpp"

namespace nn {

template <class B>
concept FloatBackend = Backend<B> && std::same_as<typename B::Real, float>;

// ---- one vector

/// The numbers of a matrix as a tensor [n].
template <FloatBackend B>
void save_numbers(const std::string& name, const typename B::Matrix& numbers,
                  Checkpoint& checkpoint) {
  const arma::fmat host = B::to_host(numbers);
  checkpoint.tensors.push_back(
      {name, {host.n_elem}, {host.begin(), host.end()}});
}

/// DataError if there are not as many as `numbers` has.
template <FloatBackend B>
void load_numbers(const Checkpoint& checkpoint, const std::string& name,
                  typename B::Matrix& numbers) {
  const float* values = find_tensor(checkpoint.tensors, name, {numbers.n_elem},
                                    checkpoint.file.string())
                            .values.data();
  const arma::fmat host(values, numbers.n_rows, numbers.n_cols);
  B::from_host(host, numbers);
}

// ---- model: parameters, BatchNorm's running means, what Dropout counts

template <FloatBackend B>
void save_state(Model<B>& model, Checkpoint& checkpoint) {
  for (Tensor& tensor : to_tensors(model)) {
    tensor.name = "model." + tensor.name;
    checkpoint.tensors.push_back(std::move(tensor));
  }
  checkpoint.set("model.training_steps", model.training_steps());
}

template <FloatBackend B>
void load_state(const Checkpoint& checkpoint, Model<B>& model) {
  std::vector<Tensor> tensors;
  for (const Tensor& tensor : checkpoint.tensors)
    if (tensor.name.starts_with("model."))
      tensors.push_back({tensor.name.substr(6), tensor.shape, tensor.values});
  from_tensors(tensors, checkpoint.file.string(), model);
  model.set_training_steps(
      checkpoint.get<std::uint64_t>("model.training_steps"));
}

// ---- optimizer: its vectors, its count of steps, the learning rate

template <FloatBackend B>
void save_state(Optimizer<B>& optimizer, Checkpoint& checkpoint) {
  checkpoint.texts["optimizer"] = optimizer.name();
  checkpoint.set("optimizer.learning_rate", optimizer.learning_rate());
  for (const OptimizerState<B>& state : optimizer.states())
    save_numbers<B>("optimizer." + state.name, *state.values, checkpoint);
  if (const std::uint64_t* steps = optimizer.step_counter())
    checkpoint.set("optimizer.steps", *steps);
}

template <FloatBackend B>
void load_state(const Checkpoint& checkpoint, Optimizer<B>& optimizer) {
  if (checkpoint.text("optimizer") != optimizer.name())
    throw DataError(
        fmt::format("{}: found the state of {}, expected that of "
                    "{}",
                    checkpoint.file.string(), checkpoint.printable("optimizer"),
                    optimizer.name()));
  optimizer.set_learning_rate(
      checkpoint.get<double>("optimizer.learning_rate"));
  for (const OptimizerState<B>& state : optimizer.states())
    load_numbers<B>(checkpoint, "optimizer." + state.name, *state.values);
  if (std::uint64_t* steps = optimizer.step_counter())
    *steps = checkpoint.get<std::uint64_t>("optimizer.steps");
}

// ---- average of the weights

template <FloatBackend B>
void save_state(WeightAverage<B>& average, Checkpoint& checkpoint) {
  std::size_t i = 0;
  for (const auto* numbers : average.averages())
    save_numbers<B>(fmt::format("average.{}", i++), *numbers, checkpoint);
}

template <FloatBackend B>
void load_state(const Checkpoint& checkpoint, WeightAverage<B>& average) {
  std::size_t i = 0;
  for (auto* numbers : average.averages())
    load_numbers<B>(checkpoint, fmt::format("average.{}", i++), *numbers);
}

// ---- trainer: epoch, step, place and sums within the epoch

/// f(name, field) for each of them: one list for writing and reading.
template <class State, class F>
void visit_training_state(State& state, F&& field) {
  field("epoch", state.epoch);
  field("step", state.step);
  field("samples", state.samples);
  field("loss_sum", state.loss_sum);
  field("correct", state.correct);
  field("seconds", state.seconds);
}

template <FloatBackend B>
void save_state(Trainer<B>& trainer, Checkpoint& checkpoint) {
  const auto save = [&](const std::string& name, auto value) {
    checkpoint.set("training." + name, value);
  };
  const TrainingState& state = trainer.state();
  visit_training_state(state, save);
  save("finished", int{state.finished});
}

/// DataError for a state that no training reaches, though every number can be
/// read: resuming would keep counting from there.
inline void check_training_state(const TrainingState& state,
                                 const std::filesystem::path& file) {
  constexpr auto most = std::int64_t{1} << 62;
  if (state.epoch < 0 || state.epoch > 1'000'000'000 || state.step < 0 ||
      state.step > most || state.samples > most ||
      state.correct > state.samples || state.seconds < 0)
    throw DataError(fmt::format(
        "{}: found epoch {}, step {}, {} of {} samples right, {} seconds; "
        "expected a training's state",
        file.string(), state.epoch, state.step, state.correct, state.samples,
        state.seconds));
}

template <FloatBackend B>
void load_state(const Checkpoint& checkpoint, Trainer<B>& trainer) {
  const auto load = [&]<class T>(const std::string& name, T& value) {
    value = checkpoint.get<T>("training." + name);
  };
  TrainingState state;
  visit_training_state(state, load);
  int finished = 0;
  load("finished", finished);
  state.finished = finished != 0;
  check_training_state(state, checkpoint.file);
  trainer.resume(state);
}

/// Calls `save` every so many steps. Add it to the trainer after callbacks
/// that change what is saved, such as UpdateAverage.
class EveryFewSteps : public Callback {
 public:
  EveryFewSteps(std::int64_t steps, std::function<void()> save)
      : steps_(steps), save_(std::move(save)) {}
  void on_step(const StepInfo& info) override {
    if (info.step % steps_ == 0) save_();
  }

 private:
  std::int64_t steps_;
  std::function<void()> save_;
};

}  // namespace nn
