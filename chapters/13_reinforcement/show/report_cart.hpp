/// Tables of the cart and the pole.
#pragma once

#include <string>
#include <vector>

#include "../deep_training.hpp"

namespace chapter13 {

/// The first steps from rest, always pushed to the right.
void print_fall(int steps);
/// Median, least and most of the seeds after every evaluation, and the value
/// that the networks gave the starts.
void print_learning(const std::vector<DeepCurve>& curves);

void print_parts_head(const std::vector<double>& rates);
/// A row: the score of every rate; mean and standard error of the seeds that
/// are reported, with the best of the rates.
void print_part(const std::string& name, const arma::vec& scores,
                const DeepSettings& best, const std::vector<DeepCurve>& curves);

}  // namespace chapter13
