/// What the chapter prints about ensembles.
#pragma once

#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter11 {

/// A column of whole numbers, then columns of percents, each with its name;
/// only the rows where `shown` says so.
void print_curves(const std::string& first, const arma::uvec& rows,
                  const std::vector<std::string>& names,
                  const std::vector<arma::vec>& curves, double factor = 100);

}  // namespace chapter11
