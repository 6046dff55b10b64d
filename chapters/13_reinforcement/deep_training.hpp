/// A training of the agent on the cart and the pole, and how it is judged.
#pragma once

#include <functional>

#include "deep_q.hpp"

namespace chapter13 {

/// How long a policy keeps the pole up, in steps, at most 500: the mean over
/// 20 starts, which are the same in every call.
double judge(const std::function<arma::uword(const State&)>& policy);

/// The same for the action to which the network gives the larger value, and
/// the mean of that value over the starts.
struct Judged {
  double length = 0, value = 0;
};
Judged judge(DeepQ::Network& network);

/// What judge() said after every `judge_every` steps, and the lengths of the
/// episodes of the training, which explore.
struct DeepCurve {
  arma::vec steps, lengths, values;
  std::vector<double> episodes;
};
DeepCurve train_deep_q(const DeepSettings& settings, std::uint64_t seed);

/// The same for seeds first, first + 1 …, each on a thread of its own.
std::vector<DeepCurve> train_seeds(const DeepSettings& settings,
                                   std::uint64_t first, std::size_t count);

/// judge()'s lengths of all curves, one a column. evaluations x seeds
arma::mat lengths_of(const std::vector<DeepCurve>& curves);

/// What a training is judged by: the mean length of the later half of its
/// evaluations, one number a seed.
arma::vec later_half(const std::vector<DeepCurve>& curves);

/// Policies that learn nothing: at random; and toward the side to which the
/// pole leans.
double judge_random(std::uint64_t seed);
double judge_leaning();

}  // namespace chapter13
