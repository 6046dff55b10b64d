/// How good a network is, and how much that varies from seed to seed.
#pragma once

#include <vector>

namespace chapter07 {

struct Score {
  double loss = 0;
  double accuracy = 0;
};

/// Mean and standard deviation, e.g. of the same training with several seeds.
struct Spread {
  double mean = 0;
  double deviation = 0;  ///< 0 for a single value
};

Spread spread(const std::vector<double>& values);

}  // namespace chapter07
