/// Tables of what layers cannot do without new code.
#pragma once

#include <vector>

#include "../penalty.hpp"
#include "../recurrent.hpp"
#include "../remember.hpp"
#include "../shared.hpp"

namespace chapter14 {

/// What is left of a gradient, by distance, of one spectral radius.
struct DistanceTable {
  double radius = 0;
  arma::vec straight;  ///< without tanh
  arma::vec bent;      ///< with it
};
std::vector<DistanceTable> distances(std::uint64_t runs);
void print_distances(const std::vector<DistanceTable>& tables);

/// Trainings of one task with one rate: the loss of every step, a column for
/// each run.
struct MemoryRuns {
  Remember task;
  double rate = 0;
  arma::mat losses;  ///< steps x runs
};
std::vector<MemoryRuns> memories(const std::vector<Remember>& tasks,
                                 const std::vector<double>& rates, int steps,
                                 std::uint64_t runs);
/// The loss at the end of every run.
void print_memories(const std::vector<MemoryRuns>& memories);
/// The size of a long network's graph, and two steps of its training.
void print_long_memory(const Remember& task);

void print_shared(const SharedGradients& gradients);

void print_fits(const std::vector<double>& strengths,
                const std::vector<SmoothFit>& fits);

/// Of the functions of chapters 5 and 6, at their minima.
void print_curvatures(std::uint64_t seed);
/// How fast descents near a minimum of a network come closer or leave.
void print_rates(int training_steps, std::uint64_t seed);

}  // namespace chapter14
