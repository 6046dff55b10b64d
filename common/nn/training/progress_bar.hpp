/// A progress bar for training, with rate and remaining time.
#pragma once

#include <optional>

#include "nn/program/progress.hpp"
#include "nn/training/trainer.hpp"

namespace nn {

class ProgressBar : public Callback {
 public:
  explicit ProgressBar(int epochs) : epochs_(epochs) {}

  void on_epoch_begin(int epoch, std::size_t samples) override {
    bar_.emplace(fmt::format("epoch {}/{}", epoch, epochs_), samples);
  }
  void on_step(const StepInfo& info) override {
    std::array<char, 32> note{};  // on the stack: a step allocates nothing
    const auto end =
        fmt::format_to_n(note.data(), note.size(), "loss {:.4f}", info.loss);
    bar_->update(info.samples, {note.data(), std::min(end.size, note.size())});
  }
  void on_epoch_end(const EpochInfo&) override { bar_.reset(); }

 private:
  int epochs_;
  std::optional<Progress> bar_;
};

}  // namespace nn
