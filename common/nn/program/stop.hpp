/// Ctrl-C ends a training cleanly: after the batch, with a checkpoint.
#pragma once

#include <array>
#include <csignal>

namespace nn {

/// While it lives, the first SIGINT (Ctrl-C), SIGTERM or SIGHUP (the terminal
/// was closed) only sets a flag, to be asked for between two batches. The
/// second ends the program at once, as it would have without this. A signal
/// that was ignored stays ignored, as nohup and background jobs want it.
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
  bool requested() const { return signal() != 0; }
  /// The first signal, e.g. SIGTERM; 0 if there was none.
  int signal() const;

 private:
  std::array<struct sigaction, 3> saved_{};  // of SIGINT, SIGTERM, SIGHUP
};

/// "Ctrl-C", "SIGTERM" or "SIGHUP (the terminal was closed)".
const char* name_of_stop(int signal);

}  // namespace nn
