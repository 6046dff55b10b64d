/// Choose with one set, report with another: enforced.
#pragma once

#include "nn/core/error.hpp"

#include "learner.hpp"

namespace chapter07 {

// #region sealed
/// Test samples that can be used only once.
class SealedTest {
 public:
  explicit SealedTest(const Samples& samples) : samples_(samples) {}

  Score open(Learner& learner) {
    if (opened_)
      throw nn::Error(
          "the test samples were used before: whoever chooses by them needs "
          "new ones to measure with");
    opened_ = true;
    return learner.score(samples_);
  }

 private:
  const Samples& samples_;
  bool opened_ = false;
};
// #endregion sealed

}  // namespace chapter07
