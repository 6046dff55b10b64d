#include "replay.hpp"

#include "nn/core/error.hpp"

namespace chapter13 {

Replay::Replay(arma::uword capacity) : capacity_(capacity) {
  if (capacity == 0)
    throw nn::UsageError("a memory of 0 steps: make it hold at least 1");
}

// #region replay
void Replay::add(const Step& step) {
  if (steps_.size() < capacity_) {
    steps_.push_back(step);
    return;
  }
  steps_[oldest_] = step;
  oldest_ = (oldest_ + 1) % capacity_;
}

Batch Replay::sample(arma::uword count, nn::Random& random) const {
  if (steps_.empty())
    throw nn::Error("nothing to sample from: add() a step first");
  Batch batch{arma::fmat(4, count), arma::fmat(4, count),
              std::vector<arma::uword>(count), arma::frowvec(count),
              arma::frowvec(count)};
  for (arma::uword i = 0; i < count; ++i) {
    const Step& step = steps_[random.integer(std::uint32_t(steps_.size()))];
    batch.x.col(i) = step.x;
    batch.next.col(i) = step.next;
    batch.actions[i] = step.action;
    batch.rewards(i) = step.reward;
    batch.goes_on(i) = step.ended ? 0.f : 1.f;
  }
  return batch;
}
// #endregion replay

}  // namespace chapter13
