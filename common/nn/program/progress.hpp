/// A progress bar with rate and remaining time:
///
///     epoch 2/5  61 % |████▉   | 36,608/60,000  142,000/s  0.2 s left
///
/// No colors. Blocks only if the environment says UTF-8, else '#'.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace nn {

/// The state of a task in progress.
struct ProgressState {
  std::string_view label;  ///< e.g. "epoch 2/5"
  std::size_t done = 0;    ///< out of the total, e.g. samples
  std::size_t total = 0;
  double seconds = 0;     ///< since the work began
  std::string_view note;  ///< e.g. "loss 0.3127"
};

/// The line for work in progress, at most `columns` wide, with a bar if it
/// fits, of blocks or (`unicode` false) of '#'. 0 columns: any width, no bar.
std::string progress_line(const ProgressState& state, std::size_t columns,
                          bool unicode);

/// The line for finished work: what was done, how long it took, how fast.
std::string finished_line(const ProgressState& state);

/// Shows a loop's progress: on a terminal, one line redrawn ten times a second;
/// elsewhere (a file, a pipe), a plain line every five seconds; at the end, one
/// final line. Most updates only check the clock.
class Progress {
 public:
  using Clock = std::chrono::steady_clock::time_point (*)();

  /// `total` is the `done` of the last update; `now` is for tests.
  Progress(std::string label, std::size_t total, std::FILE* to = stderr,
           Clock now = &steady_now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Removes the bar if finish() was not called.
  ~Progress();

  /// `done` of the total are done. Allocates memory only when it prints.
  void update(std::size_t done, std::string_view note = {});
  /// Replaces the bar by the final line, which gives the last update's count.
  void finish(std::string_view note = {});

 private:
  static std::chrono::steady_clock::time_point steady_now();
  ProgressState state(std::string_view note) const;
  void print(const std::string& text);
  void clear();

  std::string label_;
  std::size_t total_, done_ = 0;
  std::FILE* to_;
  Clock now_;
  bool terminal_, unicode_;
  bool drawn_ = false;  // a bar is on the terminal
  std::chrono::steady_clock::time_point start_, next_;  // next: line due
};

}  // namespace nn
