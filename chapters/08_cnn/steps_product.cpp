#include "steps_product.hpp"

#include <algorithm>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"

#include "checks.hpp"
#include "convolution.hpp"
#include "examples.hpp"
#include "patches.hpp"
#include "show/drawings.hpp"
#include "show/report.hpp"
#include "speed.hpp"

namespace chapter08 {
namespace {

/// Seconds that chapter08::convolve, in double, would take for all images.
double time_of_loops_as_said(const Work& work, int times, nn::Random& random) {
  const Image one = random_image(work.input, random);
  const Filters filters =
      random_filters(work.input.channels, work.filters, 3, random);
  Image answer;
  const double time =
      shortest(times, [&] { answer = convolve(one, filters, work.window); });
  return double(work.images) * time;
}

}  // namespace

void one_matrix_product(const nn::Options& options) {
  nn::heading("The same as one matrix product");
  const Image x = small_image();
  const Filters filter = one_filter(small_kernel());
  const arma::mat columns = patches(x, {3, 1, 0});
  fmt::print("  the kernel as a row, the 4 windows as columns:\n");
  print_beside({{"W", weight_matrix(filter)}});
  fmt::print("\n");
  print_beside(
      {{"patches", columns}, {"W * patches", weight_matrix(filter) * columns}});
  const Agreement worst = compare_forward(options.seed);
  fmt::print(
      "\n  {} random convolutions, largest difference to the loops:\n"
      "    W * patches            {:.0e}\n"
      "    Conv2d, formula        {:.0e}   (double)\n"
      "    Conv2d, fast kernels   {:.0e}   (float)\n",
      cases().size(), worst.product, worst.reference, worst.cpu);
  draw_im2col(x, small_kernel(), /*window=*/1, options.out);
}

void backward_by_hand(const nn::Options& options) {
  nn::heading("Backward: every product sends dy to both factors");
  const Image x = small_image(), dy = gray({{1, 2}, {0, -1}});
  const Filters filter = one_filter(small_kernel());
  const nn::Window window{3, 1, 0};
  const Gradients d = convolve_backward(x, filter, dy, window);
  print_beside({{"dy", dy.slice(0)},
                {"dkernel", d.filters.kernels[0].slice(0)},
                {"dx", d.x.slice(0)}});
  fmt::print("  dbias = {}\n", d.filters.bias(0));
  const Agreement worst = compare_backward(options.seed);
  const auto check = check_small_network(options.seed);
  fmt::print(
      "\n  dx differs from central differences by   {:.0e}\n"
      "  {} random convolutions, largest difference to the loops:\n"
      "    dy * patches'          {:.0e}\n"
      "    Conv2d, formula        {:.0e}   (double)\n"
      "    Conv2d, fast kernels   {:.0e}   (float)\n"
      "  gradient check of Conv2d, MaxPool2d, AveragePool2d in one network:\n"
      "    parameters {:.0e}, input {:.0e}: {}\n",
      distance(measured_gradient(x, filter, dy, window), d.x), cases().size(),
      worst.product, worst.reference, worst.cpu, check.parameters, check.input,
      check.passes() ? "right" : "wrong");
}

void how_fast(const nn::Options& options) {
  Work work;
  if (options.smoke) work.images = 4;
  nn::heading(fmt::format("Make it fast: {} images of {}, 3x3, {} kernels",
                          work.images, nn::to_string(work.input),
                          work.filters));
  nn::Random random(options.seed, nn::Stream::data);
  arma::fmat W(work.filters, work.window.taps() * work.input.channels),
      x(work.input.features(), work.images);
  for (arma::fmat* m : {&W, &x})
    m->imbue([&] { return float(random.normal()); });
  arma::fmat by_loops(work.output().features(), work.images);
  const auto product = layer_of<nn::Reference<float>>(work, W);
  const auto direct = layer_of<nn::Cpu>(work, W);
  const arma::fmat by_product = product->forward(x);
  const arma::fmat by_registers = direct->forward(x);
  const auto report = [&](const char* name, double time) {
    fmt::print("  {:<24} {:8.5f} seconds {:8.1f} GFLOP/s\n", name, time,
               work.operations() / time / 1e9);
  };
  const int times = options.smoke ? 1 : 3;
  report("loops as they are said", time_of_loops_as_said(work, times, random));
  report("loops, channels last",
         shortest(times, [&] { convolve_by_loops(work, W, x, by_loops); }));
  report("patches, matrix product",
         shortest(times, [&] { product->forward(x); }));
  const int threads = nn::Cpu::threads();
  nn::Cpu::set_threads(1);
  report("vector registers", shortest(10 * times, [&] { direct->forward(x); }));
  nn::Cpu::set_threads(threads);
  report("... on all cores", shortest(10 * times, [&] { direct->forward(x); }));
  fmt::print("  sums of {} products, largest difference to the loops: {:.0e}\n",
             W.n_cols,
             std::max(arma::abs(by_product - by_loops).max(),
                      arma::abs(by_registers - by_loops).max()));
}

}  // namespace chapter08
