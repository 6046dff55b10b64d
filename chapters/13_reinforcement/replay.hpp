/// Experience replay: steps are remembered, and learned from in random order.
/// Lin 1992; Mnih et al. 2015.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"

namespace chapter13 {

/// Some steps, one a column.
struct Batch {
  arma::fmat x, next;  ///< states before and after, 4 x steps
  std::vector<arma::uword> actions;
  arma::frowvec rewards;
  arma::frowvec goes_on;  ///< 0 where the pole fell, otherwise 1
};

/// One step: state, action, reward and what came after it.
struct Step {
  arma::fvec x;
  arma::uword action = 0;
  float reward = 0;
  arma::fvec next;
  bool ended = false;
};

/// The last `capacity` steps.
class Replay {
 public:
  /// nn::UsageError if `capacity` is 0.
  explicit Replay(arma::uword capacity);

  /// When it is full, the oldest step goes.
  void add(const Step& step);
  /// `count` steps, each drawn from all that it holds; nn::Error if it is
  /// empty.
  Batch sample(arma::uword count, nn::Random& random) const;
  arma::uword size() const { return steps_.size(); }

 private:
  arma::uword capacity_, oldest_ = 0;
  std::vector<Step> steps_;
};

}  // namespace chapter13
