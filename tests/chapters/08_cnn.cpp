// Chapter 8: what its text and its program claim, row by row of the notes.
#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/window.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/reference/reference.hpp"

#include "08_cnn/edges.hpp"
#include "08_cnn/examples.hpp"
#include "08_cnn/patches.hpp"
#include "08_cnn/pooling.hpp"
#include "08_cnn/speed.hpp"
#include "08_golden.hpp"
#include "08_networks.hpp"
#include "08_row_34.hpp"

// What the page concludes: with a sanitizer, that takes minutes.
#ifndef __SANITIZE_ADDRESS__
#include "08_claims.hpp"
#include "08_claims_networks.hpp"
#endif

using namespace chapter08;
namespace tt = boost::test_tools;

// Row 33
BOOST_AUTO_TEST_CASE(row_33_the_example_that_is_worked_out_by_hand) {
  // 1*2 + 2*0 + 3*1 + 0*0 + 1*1 + 2*2 + 3*1 + 0*0 + 1*2 = 15, and so on.
  const Image x = small_image();
  const Filters f = one_filter(small_kernel()), g = one_filter(f.kernels[0], 3);
  BOOST_TEST(distance(convolve(x, f, {3, 1, 0}), gray({{15, 16}, {6, 15}})) <=
             exact);
  BOOST_TEST(distance(convolve(x, g, {3, 1, 0}), gray({{18, 19}, {9, 18}})) <=
             exact);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_padding_and_stride_by_hand) {
  const Filters f = one_filter(small_kernel());
  BOOST_TEST(distance(convolve(small_image(), f, {3, 1, 1}),
                      gray({{7, 12, 10, 2},
                            {4, 15, 16, 10},
                            {10, 6, 15, 6},
                            {8, 10, 4, 3}})) <= exact);
  BOOST_TEST(distance(convolve(large_image(), f, {3, 2, 0}),
                      gray({{15, 17, 15}, {17, 15, 17}, {15, 17, 15}})) <=
             exact);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_the_size_formula_counts_the_windows) {
  for (std::size_t size = 1; size <= 12; ++size)
    for (std::size_t kernel = 1; kernel <= 5; ++kernel)
      for (std::size_t stride = 1; stride <= 4; ++stride)
        for (std::size_t padding = 0; padding <= 3; ++padding) {
          const nn::Window window{kernel, stride, padding};
          std::size_t windows = 0;  // slide it and count
          for (std::size_t at = 0; at + kernel <= size + 2 * padding;
               at += stride)
            ++windows;
          if (windows == 0) {
            BOOST_CHECK_THROW(output_size(size, window), nn::ShapeError);
            continue;
          }
          BOOST_REQUIRE(output_size(size, window) == windows);
          BOOST_REQUIRE(window.count(size) == windows);
        }
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_channels_are_added_up) {
  const Image y = convolve(color_image(), color_filters(), {3, 1, 0});
  BOOST_TEST(distance(y.slice(0), {{7, 7}, {-1, 7}}) <= exact);
  BOOST_TEST(distance(y.slice(1), {{10, 12}, {8, 10}}) <= exact);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_the_loops_do_what_pytorch_does) {
  int checked = 0;
  for (const auto& c : golden::load("conv")) {
    const nn::Window window = golden::window(c);
    const Filters f = golden::filters(c["weight"], c["bias"]);
    Filters df = f;
    df.bias.zeros();
    for (Image& kernel : df.kernels)
      kernel.zeros();
    for (arma::uword n = 0; n < golden::count(c["x"]); ++n) {
      const Image x = golden::image(c["x"], n);
      BOOST_TEST(distance(convolve(x, f, window), golden::image(c["y"], n)) <
                 rounding);
      const Gradients d =
          convolve_backward(x, f, golden::image(c["dy"], n), window);
      BOOST_TEST(distance(d.x, golden::image(c["dx"], n)) < rounding);
      for (arma::uword o = 0; o < f.count(); ++o)  // a sum over the batch
        df.kernels[o] += d.filters.kernels[o];
      df.bias += d.filters.bias;
      ++checked;
    }
    const Filters expected = golden::filters(c["dweight"], c["dbias"]);
    for (arma::uword o = 0; o < f.count(); ++o)
      BOOST_TEST(distance(df.kernels[o], expected.kernels[o]) < rounding);
    BOOST_TEST(arma::abs(df.bias - expected.bias).max() < rounding);
  }
  BOOST_TEST(checked >= 16);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_pooling_by_hand_forward_and_backward) {
  const Image x = image_to_pool(), dy = gray({{1, 2}, {3, 4}});
  const nn::Window halves{2, 2, 0};
  BOOST_TEST(distance(max_pool(x, halves), gray({{2, 3}, {4, 2}})) <= exact);
  BOOST_TEST(distance(average_pool(x, halves), gray({{1, 1.5}, {2.25, 1}})) <=
             exact);
  BOOST_TEST(distance(max_pool(x, {3, 1, 0}), gray({{3, 3}, {4, 4}})) <= exact);
  BOOST_TEST(
      distance(
          max_pool_backward(x, dy, halves),
          gray({{0, 1, 0, 0}, {0, 0, 0, 2}, {0, 0, 0, 4}, {0, 3, 0, 0}})) <=
      exact);
  BOOST_TEST(distance(average_pool_backward(x, dy, halves),
                      gray({{.25, .25, .5, .5},
                            {.25, .25, .5, .5},
                            {.75, .75, 1, 1},
                            {.75, .75, 1, 1}})) <= exact);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_pooling_does_what_pytorch_does) {
  int checked = 0;
  for (const auto& c : golden::load("pool")) {
    const auto name = c["name"].get<std::string>();
    if ((name != "max" && name != "avg") || c["padding"] != 0) continue;
    const nn::Window window = golden::window(c);
    for (arma::uword n = 0; n < golden::count(c["x"]); ++n) {
      const Image x = golden::image(c["x"], n), dy = golden::image(c["dy"], n);
      const bool largest = name == "max";
      const Image y = largest ? max_pool(x, window) : average_pool(x, window);
      const Image dx = largest ? max_pool_backward(x, dy, window)
                               : average_pool_backward(x, dy, window);
      BOOST_TEST(distance(y, golden::image(c["y"], n)) < rounding);
      BOOST_TEST(distance(dx, golden::image(c["dx"], n)) < rounding);
      ++checked;
    }
  }
  BOOST_TEST(checked >= 12);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_one_matrix_product_and_the_library_agree) {
  const arma::mat columns = patches(small_image(), {3, 1, 0});
  BOOST_TEST(columns.n_rows == 9u);
  BOOST_TEST(columns.n_cols == 4u);
  const arma::vec first{1, 2, 3, 0, 1, 2, 3, 0, 1};
  const arma::vec last{1, 2, 3, 0, 1, 2, 3, 0, 1};
  BOOST_TEST(distance(columns.col(0), first) <= exact);
  BOOST_TEST(distance(columns.col(3), last) <= exact);
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Agreement forward = compare_forward(seed);
    BOOST_TEST(forward.product < rounding);
    BOOST_TEST(forward.reference < rounding);
    BOOST_TEST(forward.cpu < 1e-4);  // float: 144 products of size 1
    BOOST_TEST(forward.cpu > 0);     // it is another computation
    const Agreement backward = compare_backward(seed);
    BOOST_TEST(backward.product < rounding);
    BOOST_TEST(backward.reference < rounding);
    BOOST_TEST(backward.cpu < 1e-4);
  }
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_backward_by_hand_and_by_differences) {
  const Image x = small_image(), dy = gray({{1, 2}, {0, -1}});
  const Filters f = one_filter(small_kernel());
  const Gradients d = convolve_backward(x, f, dy, {3, 1, 0});
  BOOST_TEST(distance(d.filters.kernels[0],
                      gray({{4, 6, 0}, {2, 4, 6}, {0, 2, 4}})) <= exact);
  BOOST_TEST(
      distance(
          d.x,
          gray({{2, 4, 1, 2}, {0, -1, 4, 3}, {1, 2, 1, 2}, {0, -1, 0, -2}})) <=
      exact);
  BOOST_TEST(d.filters.bias(0) == 2);
  nn::Random random(1);
  for (const Case& c : cases()) {
    if (c.input.features() > 200) continue;  // two passes per pixel
    const Image in = random_image(c.input, random);
    const Filters g =
        random_filters(c.input.channels, c.filters, c.window.kernel, random);
    const Image dz = random_image(shape_of(convolve(in, g, c.window)), random);
    // A linear function: differences are right up to rounding / h.
    BOOST_TEST(distance(measured_gradient(in, g, dz, c.window),
                        convolve_backward(in, g, dz, c.window).x) < 1e-7);
  }
  for (const std::uint64_t seed : {1u, 2u, 3u})
    BOOST_TEST(check_small_network(seed).passes());
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_edge_kernels_see_edges_and_nothing_else) {
  arma::mat step(6, 6, arma::fill::zeros);
  step.tail_cols(3).fill(1);
  const auto kernels = named_kernels();
  const auto inside = [](const arma::mat& m) {
    return arma::mat(m.submat(1, 1, 4, 4));
  };
  // Sobel: 1 + 2 + 1 at both columns beside the edge; along it nothing.
  const arma::mat across = inside(filtered(step, kernels[0].weights));
  BOOST_TEST(distance(across, arma::repmat(arma::rowvec{0, 4, 4, 0}, 4, 1)) <=
             exact);
  BOOST_TEST(arma::abs(inside(filtered(step, kernels[1].weights))).max() == 0);
  const arma::mat down = inside(filtered(step.t(), kernels[1].weights));
  BOOST_TEST(distance(down, across.t()) <= exact);
  const arma::mat second = inside(filtered(step, kernels[2].weights));
  BOOST_TEST(distance(second, arma::repmat(arma::rowvec{0, 1, -1, 0}, 4, 1)) <=
             exact);
  // Blurring keeps the sum, sharpening is the image minus its Laplacian.
  const arma::mat image = square(4, 4);
  BOOST_TEST(arma::accu(filtered(image, kernels[3].weights)) == 9,
             tt::tolerance(rounding));
  BOOST_TEST(distance(filtered(image, kernels[4].weights),
                      image - filtered(image, kernels[2].weights)) <= exact);
  // On a real image: the strength of edges, by another way to compute it.
  const arma::mat real = pixels_of(fashion().test, 0);
  const arma::mat sum = edge_strength(real);
  const double gx = real(10, 16) - real(10, 14) + 2 * real(11, 16) -
                    2 * real(11, 14) + real(12, 16) - real(12, 14);
  const double gy = real(12, 14) - real(10, 14) + 2 * real(12, 15) -
                    2 * real(10, 15) + real(12, 16) - real(10, 16);
  BOOST_TEST(sum(11, 15) == std::hypot(gx, gy), tt::tolerance(rounding));
  BOOST_TEST(sum.max() > 1);
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_a_moved_image_moves_its_feature_map) {
  for (const NamedKernel& kernel : named_kernels()) {
    const arma::mat here = filtered(square(3, 3), kernel.weights);
    const arma::mat there = filtered(square(5, 6), kernel.weights);
    BOOST_TEST(distance(here.submat(1, 1, 7, 7), there.submat(3, 4, 9, 10)) <=
               exact);
    BOOST_TEST(distance(here, there) > 0.1);
  }
}

// Row 33
BOOST_AUTO_TEST_CASE(row_33_three_ways_to_be_fast_are_one_convolution) {
  for (const nn::Window& window :
       {nn::Window{3, 1, 1}, {5, 2, 2}, {3, 1, 0}, {1, 1, 0}}) {
    Work work{{16, 9, 8}, 32, window, 3};
    nn::Random random(1);
    arma::fmat W(32, 16 * window.taps()), x(work.input.features(), 3);
    for (arma::fmat* m : {&W, &x})
      m->imbue([&] { return float(random.normal()); });
    arma::fmat y(work.output().features(), 3);
    convolve_by_loops(work, W, x, y);
    const auto product = layer_of<nn::Reference<float>>(work, W);
    const auto direct = layer_of<nn::Cpu>(work, W);
    // Float: sums of up to 400 products of size 1.
    BOOST_TEST(distance(arma::conv_to<arma::mat>::from(product->forward(x)),
                        arma::conv_to<arma::mat>::from(y)) < 1e-3);
    BOOST_TEST(distance(arma::conv_to<arma::mat>::from(direct->forward(x)),
                        arma::conv_to<arma::mat>::from(y)) < 1e-3);
  }
  // 9 * 16 products and sums for each of 32 * 14 * 14 numbers of 100 images.
  BOOST_TEST(Work{}.operations() == 2.0 * 9 * 16 * 32 * 14 * 14 * 100);
}
