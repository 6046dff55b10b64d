#include "steps_rounding.hpp"

#include "nn/core/print.hpp"

#include "show/report_rounding.hpp"

namespace chapter02 {

void swallowed() {
  nn::heading("Small values are swallowed: a sum of inhabitants and a share");
  print_swallowed();
}

void one_pass() {
  nn::heading("The variance in one pass, far away from zero");
  print_variances();
}

void strange_features() {
  nn::heading("A constant feature, and a typo");
  print_constant();
  print_outlier();
}

}  // namespace chapter02
