/// The steps about regression: lines, yes or no, and trying every weight.
#pragma once

#include "nn/program/program.hpp"

namespace chapter04 {

void least_squares();
void an_outlier(const nn::Options& options);
void logistic_regression(const nn::Options& options);
void try_every_weight(const nn::Options& options);

}  // namespace chapter04
