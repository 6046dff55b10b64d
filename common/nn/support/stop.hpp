/// Ctrl-C ends a training cleanly: after the batch, with a checkpoint.
#pragma once

#include <array>
#include <csignal>

namespace nn {

/// While it lives, the first SIGINT (Ctrl-C) or SIGTERM only sets a flag, to
/// be asked for between two batches. The second ends the program at once, as
/// it would have without this. A signal that was ignored stays ignored, as
/// nohup and background jobs want it.
///
///     const StopSignal stop;
///     while (!stop.requested() && …) train_batch();
class StopSignal {
 public:
  StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  /// Restores the handlers that were there before.
  ~StopSignal();

  /// Whether to stop; costs one load, any thread may ask.
  bool requested() const;

 private:
  std::array<struct sigaction, 2> saved_{};  // of SIGINT, SIGTERM
};

}  // namespace nn
