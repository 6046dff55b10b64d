/// The tables that the chapter prints for its larger networks.
#pragma once

#include <cstddef>
#include <vector>

#include "../netv1.hpp"

namespace chapter03 {

/// The loss at some steps of the fit, with and without the slope.
void print_fit(const std::vector<double>& kept,
               const std::vector<double>& left_out);

/// The gradient check of each matrix, with and without the slope.
void print_check(const std::vector<double>& kept,
                 const std::vector<double>& left_out);

void print_prediction(const Prediction& p, std::size_t inputs,
                      std::size_t samples);

/// How the prediction turned out. Everything that differs from run to run is
/// on lines that mention seconds.
void print_netv1(const Prediction& p, const NetV1Run& run);

}  // namespace chapter03
