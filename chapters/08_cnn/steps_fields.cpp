#include "steps_fields.hpp"

#include <cstddef>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/pool2d.hpp"

#include "convolution.hpp"
#include "examples.hpp"
#include "lenet.hpp"
#include "receptive_field.hpp"
#include "show/drawings.hpp"
#include "show/figures_kernels.hpp"
#include "show/report.hpp"

namespace chapter08 {

void shapes_of_lenet(const nn::Options& options) {
  nn::heading("A network like LeNet-5: what becomes of 32 x 32 pixels");
  fmt::print("{}", lenet(lenet_steps())->summary());
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
  draw_volumes(lenet_volumes(), options.out);
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
  const auto in_a_row = [&](const Image& image) {
    return convolve(convolve(image, first, three), second, three);
  };
  const auto with_relu = [&](const Image& image) -> Image {
    const Image z = convolve(image, first, three);
    return convolve(arma::clamp(z, 0.0, arma::datum::inf), second, three);
  };
  const Image sum = with_relu(x) + with_relu(-x);
  fmt::print(
      "\n  two 3x3 in a row and the 5x5 that they make: difference {:.0e}\n"
      "  f(x) + f(-x), 0 for every 5x5; with a ReLU between the two: {:.1f}\n",
      distance(in_a_row(x), convolve(x, one, five)), arma::abs(sum).max());
  draw_fields(options.out);
}

}  // namespace chapter08
