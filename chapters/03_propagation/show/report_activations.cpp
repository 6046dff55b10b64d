#include "report_activations.hpp"

#include "nn/core/print.hpp"

#include "../activations.hpp"
#include "../output_unit.hpp"

namespace chapter03 {

void print_curves() {
  fmt::print(
      "                   f(x) at             f'(x) at            can learn in"
      "\n"
      "              -5      0      5     -5      0      5    of -10 ... 10\n");
  for (const Curve& c : curves) {
    fmt::print("  {:9}", c.name);
    for (double x : {-5, 0, 5})
      fmt::print("{:7.3f}", c.f(x));
    for (double x : {-5, 0, 5})
      fmt::print("{:7.3f}", c.slope(x));
    fmt::print("{:13.0f} %\n", 100 * share_with_slope(c));
  }
}

void print_softmax() {
  const arma::vec x{2, 1, 0};
  const arma::mat slopes = softmax_slopes(x);
  fmt::print("  softmax(2, 1, 0) ={}, sum {:.3f}\n", nn::numbers(softmax(x)),
             arma::accu(softmax(x)));
  fmt::print("  dy_i/dx_j:       {}\n", nn::numbers(slopes.row(0)));
  for (arma::uword i = 1; i < 3; ++i)
    fmt::print("                   {}\n", nn::numbers(slopes.row(i)));
}

void print_tanh() {
  fmt::print(
      "      x   std::tanh   as in the text   as printed   sigmoid(2x)\n");
  for (double x : {-2, -1, 0, 1, 2})
    fmt::print("  {:5.1f} {:11.6f} {:16.6f} {:12.6f} {:13.6f}\n", x,
               std::tanh(x), chapter03::tanh(x), tanh_as_printed(x),
               sigmoid(2 * x));
}

void print_depths(const std::vector<Depth>& depths) {
  fmt::print(
      "                      size of dE/dW in layer            first / last   "
      "units\n"
      "  activation, start        1          5         10      layer         "
      "asleep\n");
  for (const Depth& d : depths)
    fmt::print("  {:18} {:10.2e} {:10.2e} {:10.2e} {:12.1e} {:12.0f} %\n",
               d.name, d.sizes.front(), d.sizes[d.sizes.size() / 2 - 1],
               d.sizes.back(), d.left(), 100 * d.asleep);
}

void print_output_units() {
  fmt::print(
      "   sum   output     dE/dnet at the start     steps until it says 0.9\n"
      "                 squared  cross-entropy     squared  cross-entropy\n");
  for (double net : {-1, -2, -4, -8})
    fmt::print("  {:4.0f} {:8.4f} {:10.6f} {:14.4f} {:11} {:14}\n", net,
               sigmoid(net), unit_gradient(net, UnitLoss::squared),
               unit_gradient(net, UnitLoss::cross_entropy),
               steps_to_right(net, UnitLoss::squared),
               steps_to_right(net, UnitLoss::cross_entropy));
}

void print_dead_heading() {
  fmt::print(
      "                       start    units that fire for no image\n"
      "  units        rate     bias      before      after   test accuracy\n");
}

void print_dead(const DeadSettings& settings, const DeadRun& run) {
  fmt::print("  {:10} {:6.2f} {:8.2f} {:8} of {} {:8} {:13.1f} %\n",
             settings.leaky ? "LeakyReLU" : "ReLU", settings.rate,
             settings.bias, run.silent_before, run.units, run.silent_after,
             100 * run.accuracy);
}

}  // namespace chapter03
