#include "steps_by_hand.hpp"

#include "checks.hpp"
#include "figures.hpp"
#include "report.hpp"
#include "speed.hpp"

namespace chapter08 {

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

void not_flattened() {
  nn::heading("Why not flatten: weights for the same 16 maps");
  fmt::print("  image          Linear            Conv2d, 3x3\n");
  for (const nn::Shape& in : {nn::Shape{1, 28, 28}, nn::Shape{3, 224, 224}}) {
    const double out = 16.0 * double(in.pixels());
    fmt::print("  {:<11} {:>15.0f}   {:>6}\n", nn::to_string(in),
               out * double(in.features()) + out, in.channels * 9 * 16 + 16);
  }
}

namespace {

/// Seconds that chapter08::convolve, in double, would take for all images.
double time_of_loops_as_said(const Work& work, int times, nn::Random& random) {
  const Image one = random_image(work.input, random);
  const Filters filters =
      random_filters(work.input.channels, work.filters, 3, random);
  Image answer;
  const double time =
      seconds(times, [&] { answer = convolve(one, filters, work.window); });
  return double(work.images) * time;
}

}  // namespace

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
         seconds(times, [&] { convolve_by_loops(work, W, x, by_loops); }));
  report("patches, matrix product",
         seconds(times, [&] { product->forward(x); }));
  const int threads = nn::Cpu::threads();
  nn::Cpu::set_threads(1);
  report("vector registers", seconds(10 * times, [&] { direct->forward(x); }));
  nn::Cpu::set_threads(threads);
  report("... on all cores", seconds(10 * times, [&] { direct->forward(x); }));
  fmt::print("  sums of {} products, largest difference to the loops: {:.0e}\n",
             W.n_cols,
             std::max(arma::abs(by_product - by_loops).max(),
                      arma::abs(by_registers - by_loops).max()));
}

}  // namespace chapter08
