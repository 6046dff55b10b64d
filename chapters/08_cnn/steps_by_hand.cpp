#include "steps_by_hand.hpp"

#include "nn/core/print.hpp"
#include "nn/core/shape.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/reference/reference.hpp"

#include "convolution.hpp"
#include "examples.hpp"
#include "library.hpp"
#include "patches.hpp"
#include "pooling.hpp"
#include "show/report.hpp"

namespace chapter08 {

void not_flattened() {
  nn::heading("Why not flatten: weights for the same 16 maps");
  fmt::print("  image          Linear            Conv2d, 3x3\n");
  for (const nn::Shape& in : {nn::Shape{1, 28, 28}, nn::Shape{3, 224, 224}}) {
    const double out = 16.0 * double(in.pixels());
    fmt::print("  {:<11} {:>15.0f}   {:>6}\n", nn::to_string(in),
               out * double(in.features()) + out, in.channels * 9 * 16 + 16);
  }
}

void a_kernel_slides() {
  nn::heading("A kernel slides over an image");
  Image x = small_image();
  const arma::mat kernel = small_kernel();
  const nn::Window window{3, 1, 0};
  print_beside({{"image", x.slice(0)},
                {"kernel", kernel},
                {"result", convolve(x, one_filter(kernel), window).slice(0)},
                {"with a bias of 3",
                 convolve(x, one_filter(kernel, 3), window).slice(0)}});
  fmt::print("\n");
  for (arma::uword i : {0u, 1u})
    for (arma::uword j : {0u, 1u}) {
      const Image part = window_at(x, i, j, window);
      fmt::print("  ({}, {})  {}\n", i, j, products(part.slice(0), kernel));
    }
}

void padding_and_stride() {
  nn::heading("Padding and stride");
  const Image x = small_image(), large = large_image();
  const Filters filter = one_filter(small_kernel());
  print_beside({{"a frame of zeros", padded(x, 1).slice(0)},
                {"result", convolve(x, filter, {3, 1, 1}).slice(0)}});
  fmt::print("\n");
  print_beside({{"7 x 7 pixels", large.slice(0)},
                {"stride 2", convolve(large, filter, {3, 2, 0}).slice(0)}});
  fmt::print(
      "\n  size kernel padding stride   (size + 2 padding - kernel) / stride"
      " + 1   library\n");
  print_size(4, {3, 1, 0});
  print_size(4, {3, 1, 1});
  print_size(7, {3, 2, 0});
  print_size(28, {5, 1, 0});
  print_size(28, {5, 1, 2});
  print_size(28, {2, 2, 0});
  print_size(28, {3, 2, 0});  // the last column is never used
  print_size(31, {5, 3, 2});
}

void several_channels() {
  nn::heading("Three channels in, two out");
  const Image x = color_image();
  const Filters filters = color_filters();
  const Image y = convolve(x, filters, {3, 1, 0});
  print_beside(
      {{"red", x.slice(0)}, {"green", x.slice(1)}, {"blue", x.slice(2)}});
  for (arma::uword o = 0; o < filters.count(); ++o) {
    fmt::print("\n");
    const Image& k = filters.kernels[o];
    print_beside({{fmt::format("kernel {}", o), k.slice(0)},
                  {"", k.slice(1)},
                  {"", k.slice(2)},
                  {fmt::format("sum + {}", filters.bias(o)), y.slice(o)}});
  }
  fmt::print("\n  weights: 2 kernels of 3 x 3 x 3 = {}, biases: {}\n",
             weight_matrix(filters).n_elem, filters.bias.n_elem);
}

void pooling() {
  nn::heading("Pooling: the largest, or the mean");
  const Image x = image_to_pool(), dy = gray({{1, 2}, {3, 4}});
  const nn::Window halves{2, 2, 0}, overlapping{3, 1, 0};
  print_beside({{"image", x.slice(0)},
                {"2x2 largest", max_pool(x, halves).slice(0)},
                {"2x2 mean", average_pool(x, halves).slice(0)},
                {"3x3, stride 1", max_pool(x, overlapping).slice(0)}});
  fmt::print("\n");
  print_beside({{"comes back", dy.slice(0)},
                {"to the largest", max_pool_backward(x, dy, halves).slice(0)},
                {"to all", average_pool_backward(x, dy, halves).slice(0)}});
  using B = nn::Reference<double>;
  fmt::print("\n  MaxPool2d differs by {}, AveragePool2d by {}\n",
             distance(pool_by_library<B, nn::MaxPool2d>(x, halves),
                      max_pool(x, halves)),
             distance(pool_by_library<B, nn::AveragePool2d>(x, halves),
                      average_pool(x, halves)));
}

}  // namespace chapter08
