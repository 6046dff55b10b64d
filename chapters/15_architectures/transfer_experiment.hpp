/// The four ways with 10, 100 and 1000 labels, each at its own best rate.
#pragma once

#include <vector>

#include "transfer.hpp"

namespace chapter15 {

/// What a network is trained on first, and what it is used for.
struct Task {
  std::size_t source_classes = 0;
  SmallImages source;
  Target target;
};

/// Five kinds of clothes first, then the other five. Mixed: T-shirts,
/// pullovers, dresses, sandals and sneakers; then trousers, coats, shirts, bags
/// and boots …
Task mixed_kinds(std::size_t source_images, std::size_t test_images);
/// … or apart: 0 to 4, all of them worn on the body; then 5 to 9, mostly shoes.
Task kinds_apart(std::size_t source_images, std::size_t test_images);
/// MNIST's digits first ($NN_DATA, data/mnist), then all ten clothes. DataError
/// without MNIST.
Task clothes_after_digits(std::size_t source_images, std::size_t test_images);

/// The task's source network, trained from this seed.
Transfer transfer_from(const Task& task, std::size_t steps, std::uint64_t seed);

/// One way with so many labels.
struct Outcome {
  Way way;
  std::size_t labels = 0;
  double rate = 0;           ///< at which the accuracies were reached
  arma::rowvec validations;  ///< by rate, where rates were compared
  arma::rowvec accuracies;   ///< on the test images, by seed
};

/// The rates that are compared.
inline constexpr double transfer_rates[] = {0.01, 0.03, 0.1, 0.3, 1};
/// The best of them for the short run (docs/measured/transfer.txt, first
/// table).
double usual_rate(Way way, std::size_t labels);

struct TransferPlan {
  std::vector<std::size_t> labels{10, 100, 1000};
  std::size_t source_steps = 200, steps = 40, seeds = 5;
};

/// With usual_rate(): one source network, and `seeds` draws of the labels.
std::vector<Outcome> compare_ways(Transfer& transfer, const Task& task,
                                  const TransferPlan& plan, std::uint64_t seed);

/// Rates chosen on the validation images by the seeds 101, 102 and 103; then
/// the seeds `seed`, seed + 1 …: each has a source network and a draw of its
/// own.
std::vector<Outcome> compare_ways_at_length(const Task& task,
                                            const TransferPlan& plan,
                                            std::uint64_t seed);

}  // namespace chapter15
