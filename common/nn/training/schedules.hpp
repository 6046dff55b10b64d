/// How the learning rate changes during training. Chapter 6; notes C6.1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nn {

/// The share of the learning rate that each step uses: a value, to be copied.
/// Everything is counted in shares of the whole training, so that a schedule
/// means the same for any number of steps. Steps are counted from 0; from step
/// `total_steps` on the rate no longer changes.
///
///     linear_to_zero().with_warm_up(0.2)
class Schedule {
 public:
  enum class Kind { constant, step, exponential, linear, cosine, one_cycle };
  enum class Anneal { linear, cosine };

  /// What the learning rate is multiplied by in step `step` of `total_steps`.
  double at(std::int64_t step, std::int64_t total_steps) const;

  /// First rises linearly from `start` to 1 over the share `share` of all
  /// steps; the rest is divided as before (Goyal et al., arXiv 1706.02677).
  /// The start is not 0: a step at 0 would be wasted.
  Schedule with_warm_up(double share, double start = 0.01) const;

 private:
  friend Schedule constant();
  friend Schedule step_decay(double share, double factor, double first);
  friend Schedule exponential(double end);
  friend Schedule linear_to_zero();
  friend Schedule cosine(double end);
  friend Schedule one_cycle(double share, double divisor, double end_divisor,
                            Anneal anneal);
  double after_warm_up(double step, double steps) const;
  double one_cycle_at(double step, double steps) const;

  Kind kind_ = Kind::constant;
  double share_ = 1;   // of a step, or of one-cycle's rise
  double factor_ = 1;  // of a step
  double late_ = 0;    // how much later than a share the first step comes
  double start_ = 1, end_ = 1;
  Anneal anneal_ = Anneal::cosine;
  double warm_up_ = 0, warm_start_ = 0;
};

/// The same rate throughout.
Schedule constant();
/// Multiplies by `factor` whenever another `share` of the steps is done
/// (PyTorch's StepLR); for the first time after the share `first`, if it is not
/// 0: 0.25, 0.1, 0.5 divides by 10 at 1/2 and at 3/4.
Schedule step_decay(double share = 0.3, double factor = 0.1, double first = 0);
/// The same factor in every step, so that the rate would reach `end` after the
/// last (PyTorch's ExponentialLR with gamma = end^(1 / total_steps)).
Schedule exponential(double end = 0.01);
/// Linearly down to 0.
Schedule linear_to_zero();
/// Half a cosine wave from 1 down to `end` (Loshchilov and Hutter, "SGDR",
/// ICLR 2017; PyTorch's CosineAnnealingLR up to T_max = total_steps).
Schedule cosine(double end = 0);
/// From 1/divisor up to 1 over the share `share` of the steps, then down to
/// 1/(divisor end_divisor) (Smith and Topin, arXiv 1708.07120; PyTorch's
/// OneCycleLR without its momentum).
Schedule one_cycle(double share = 0.3, double divisor = 25,
                   double end_divisor = 1e4,
                   Schedule::Anneal anneal = Schedule::Anneal::cosine);

/// A schedule as a command line gives it: a name and, after colons, numbers
/// that may be left out, e.g. "constant", "step:0.3:0.1", "exponential:0.01",
/// "linear", "cosine", "cosine:0.001", "one-cycle:0.3", "warmup:0.1",
/// "warmup-linear:0.2", "warmup-cosine:0.15". A UsageError lists what is
/// allowed.
Schedule parse_schedule(std::string_view text);

/// What parse_schedule() takes, for a help text.
std::string schedule_help();

}  // namespace nn
