#include "steps_fields.hpp"

#include <cstddef>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"

#include "convolution.hpp"
#include "examples.hpp"
#include "receptive_field.hpp"
#include "show/figures_kernels.hpp"
#include "show/report.hpp"

namespace chapter08 {

void shapes_of_lenet() {
  nn::heading("A network like LeNet-5: what becomes of 32 x 32 pixels");
  Probe model({1, 32, 32});
  model.add<nn::Conv2d>(1, 6, {.kernel = 5})
      .add<nn::Tanh>()
      .add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(6, 16, {.kernel = 5})
      .add<nn::Tanh>()
      .add<nn::MaxPool2d>(2);
  model.add<nn::Flatten>().add<nn::Linear>(400, 120).add<nn::Tanh>();
  model.add<nn::Linear>(120, 84).add<nn::Tanh>().add<nn::Linear>(84, 10);
  model.build(/*seed=*/1);
  fmt::print("{}", model.summary());
  fmt::print("\n  receptive field after   measured   by the formula\n");
  const std::vector<nn::Window> windows{
      {5, 1, 0}, {2, 2, 0}, {5, 1, 0}, {2, 2, 0}};
  for (std::size_t n = 1; n <= windows.size(); ++n) {
    Probe part({1, 32, 32});
    for (std::size_t i = 0; i < n; ++i)
      if (i % 2 == 0)
        part.add<nn::Conv2d>(
            1, 1, {.kernel = 5, .weights = nn::constant(1), .bias = false});
      else
        part.add<nn::MaxPool2d>(2);
    part.build(/*seed=*/1);
    fmt::print("    {} layer{} {:19} {:16}\n", n, n == 1 ? " " : "s",
               side_of(seen_by_middle(part)),
               receptive_field(
                   {windows.begin(), windows.begin() + std::ptrdiff_t(n)}));
  }
}

void two_small_for_one_large(const nn::Options& options) {
  nn::heading("Two 3x3 for one 5x5, three for one 7x7");
  fmt::print(
      "  kernels    weights  64 channels    formula   gradient    changes\n");
  print_stack(1, 3);
  print_stack(2, 3);
  print_stack(1, 5);
  print_stack(3, 3);
  print_stack(1, 7);
  fmt::print("\n  ways from each pixel to the output of two 3x3:\n");
  print_beside({{"", paths_to_middle(*stacked(2, 3, 5))}});
  nn::Random random(options.seed, nn::Stream::weights);
  const auto kernel = [&] { return random_filters(1, 1, 3, random); };
  const Filters first{kernel().kernels, {0}}, second{kernel().kernels, {0}};
  const Image x = random_image({1, 9, 9}, random);
  const nn::Window three{3, 1, 0}, five{5, 1, 0};
  const Filters one = one_filter(
      combined(first.kernels[0].slice(0), second.kernels[0].slice(0)));
  const Image between = convolve(x, first, three);
  const Image rectified = arma::clamp(between, 0.0, arma::datum::inf);
  fmt::print(
      "\n  two 3x3 in a row and the 5x5 that they make: difference {:.0e}\n"
      "  with a ReLU between them they are off by {:.1f}: no 5x5 does the "
      "same\n",
      distance(convolve(between, second, three), convolve(x, one, five)),
      distance(convolve(rectified, second, three), convolve(x, one, five)));
  draw_fields(options.out);
}

}  // namespace chapter08
