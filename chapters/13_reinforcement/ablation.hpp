/// What the memory and the target network are good for: trainings without
/// them, each at its own best rate.
#pragma once

#include <string>

#include "deep_training.hpp"

namespace chapter13 {

struct Variant {
  std::string name;
  DeepSettings settings;
};

/// With both; its own target; learning from the newest 32 steps only; neither;
/// and with both, where one network chooses and the other judges.
std::vector<Variant> variants(const DeepSettings& settings);

/// The mean of later_half() with each of the rates, by seeds 101, 102 …, which
/// are not those that are reported.
arma::vec score_of_rates(DeepSettings settings,
                         const std::vector<double>& rates, std::size_t seeds);

}  // namespace chapter13
