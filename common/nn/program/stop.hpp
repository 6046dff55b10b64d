/// Ctrl-C ends training cleanly: after the current batch, with a checkpoint.
#pragma once

#include <array>
#include <csignal>

namespace nn {

/// While it lives, the first SIGINT (Ctrl-C), SIGTERM or SIGHUP (the terminal
/// was closed) only sets a flag, to be checked between batches. The second ends
/// the program at once, as usual. A signal that was ignored stays ignored, as
/// nohup and background jobs expect.
///
///     const StopSignal stop;
///     while (!stop.requested() && …) train_batch();
class StopSignal {
 public:
  StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  /// Restores the previous handlers.
  ~StopSignal();

  /// Whether to stop; costs one load, may be called from any thread.
  bool requested() const { return signal() != 0; }
  /// The first signal, e.g. SIGTERM; 0 if there was none.
  int signal() const;

 private:
  std::array<struct sigaction, 3> saved_{};  // of SIGINT, SIGTERM, SIGHUP
};

/// "Ctrl-C", "SIGTERM" or "SIGHUP (the terminal was closed)".
const char* name_of_stop(int signal);

}  // namespace nn
