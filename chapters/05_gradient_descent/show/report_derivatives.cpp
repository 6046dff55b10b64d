#include "report_derivatives.hpp"

#include <cmath>

#include "nn/core/print.hpp"

#include "../differences.hpp"

namespace chapter05 {
namespace {

template <class Real>
void print_best_steps(const char* precision) {
  const ErrorCurves curves = error_curves<Real>();
  fmt::print("  {:9}  forward   {:7.1e}   {:7.1e} = sqrt(eps)   {:7.1e}\n",
             precision, curves.best_forward(), forward_step_in_theory<Real>(),
             curves.forward.min());
  fmt::print("  {:9}  central   {:7.1e}   {:7.1e} = cbrt(eps)   {:7.1e}\n",
             precision, curves.best_central(), central_step_in_theory<Real>(),
             curves.central.min());
}

template <class Real>
void print_tiny_step(const char* type, double tiny) {
  const Real x = 1, h = static_cast<Real>(tiny);
  const Real slope = forward_difference(wave, x, h);
  fmt::print(
      "  {:17} {:5}   {:9}   {}\n", type, h, x + h == x ? "1" : "above 1",
      std::isnan(slope) ? "0 / 0, not a number" : fmt::format("{}", slope));
}

}  // namespace

void print_difference_errors() {
  fmt::print(
      "               float                double\n"
      "  h        forward  central    forward  central\n");
  for (double h : {1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-15}) {
    const DifferenceErrors f = difference_errors<float>(h);
    const DifferenceErrors d = difference_errors<double>(h);
    fmt::print("  {:5.0e}  {:8.1e} {:8.1e}   {:8.1e} {:8.1e}\n", h, f.forward,
               f.central, d.forward, d.central);
  }
}

void print_best_steps() {
  fmt::print(
      "\n  precision  formula   best h    in theory             error\n");
  print_best_steps<float>("float");
  print_best_steps<double>("double");
}

void print_tiny_steps() {
  const double h = 10e-50;
  fmt::print("  number type           h   1 + h         forward difference\n");
  print_tiny_step<float>("float", h);
  print_tiny_step<double>("double", h);
  fmt::print("  complex<double>   {:5}   no difference {:.16f}\n", h,
             complex_step(wave, 1, h));
  fmt::print("  cos(1), the truth {:35.16f}\n", std::cos(1.0));
}

}  // namespace chapter05
