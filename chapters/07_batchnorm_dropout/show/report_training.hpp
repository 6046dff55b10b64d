/// What the chapter prints about training with batch normalization.
#pragma once

#include "../averaging.hpp"
#include "../batch_size.hpp"
#include "../normalized_training.hpp"

namespace chapter07 {

/// Loss and accuracy of the last epoch, one line per curve.
void print_curves(const std::vector<Curve>& curves,
                  const std::vector<std::string>& names);

void print_inside(const Inside& inside, const std::string& name);

void print_batch_sizes(const std::vector<BatchSize>& sizes);

void print_averaged(const Averaged& a);

}  // namespace chapter07
