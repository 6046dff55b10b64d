/// Fair comparisons: every network at its own best learning rate.
#pragma once

#include <string>
#include <vector>

#include "data.hpp"
#include "score.hpp"

namespace chapter07 {

struct Named;
struct Remedy;

/// One network at the learning rate that suits it best.
struct AtItsBest {
  std::string name;
  double rate = 0;
  Spread chosen_by;             ///< validation accuracy, by which it was chosen
  Spread loss, accuracy;        ///< training loss, test accuracy: fresh seeds
  std::vector<double> by_seed;  ///< these test accuracies
};

/// How many seeds choose the rate, and how many others measure what it gives.
struct Seeds {
  std::size_t choose = 2, measure = 5;
};

/// Tries all rates with each recipe, on validation images; then measures each
/// at its best on test images, with seeds that had no say.
std::vector<AtItsBest> each_at_its_best(const std::vector<Remedy>& all,
                                        const std::vector<double>& rates,
                                        const Seeds& seeds);

/// These recipes with the same images.
std::vector<Remedy> all_on(const std::vector<Named>& all, const Data& data);

/// Two for each power of ten: 0.001, 0.003, 0.01 and so on, up to `high`.
std::vector<double> half_decades(double low, double high);

}  // namespace chapter07
