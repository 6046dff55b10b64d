/// What the steps about support vector machines print.
#pragma once

#include <vector>

#include "../margins.hpp"

namespace chapter11 {

void print_three_points();
void print_descent(const std::vector<PrimalRow>& rows, double best);
void print_dual(const std::vector<DualRow>& rows);
void print_quadratic_features();
void print_kernels(const std::vector<KernelRow>& rows);
void print_validation(const arma::mat& error, const std::vector<double>& C,
                      const std::vector<double>& gamma);
void print_chosen(double C, double gamma, const KernelRow& row);
void print_ten_classes(const Split& digits);

}  // namespace chapter11
