// A fast backend against Reference<double> on layers of images, over random
// shapes and threads.
#include <boost/test/unit_test.hpp>

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"

#include "unit/image_layer_tools.hpp"

BOOST_AUTO_TEST_CASE(convolution_of_any_shape) {
  for (int i = 0; i < 120; ++i) {
    const WithThreads threads(1 + i % 3);
    const std::size_t kernel = between(1, 5), stride = between(1, 3);
    const std::size_t padding = between(0, static_cast<std::uint32_t>(kernel));
    // Every second time, a number of channels that fills whole vectors.
    const std::size_t ci = i % 2 ? between(1, 9) : 16 * between(1, 3);
    const std::size_t co = i % 3 ? 16 * between(1, 5) : between(1, 20);
    const nn::Shape in = {ci, between(5, 17), between(5, 17)};
    const bool relu = i % 4 == 0;
    BOOST_TEST_CONTEXT(ci << " -> " << co << ", kernel " << kernel
                          << ", stride " << stride << ", padding " << padding)
    compare(in, between(1, 5), 1e-6 * 4 * std::sqrt(kernel * kernel * 64 * 17),
            [&](auto& model) {
              model.template add<nn::Conv2d>(
                  ci, co,
                  {.kernel = kernel, .stride = stride, .padding = padding});
              if (relu) model.template add<nn::ReLU>();
            });
  }
}

BOOST_AUTO_TEST_CASE(the_usual_widths_and_channels) {
  for (std::size_t width : {1, 4, 7, 8, 13, 14, 15, 16, 28, 29})
    for (const auto& channels :
         {std::pair{1, 16}, {16, 16}, {32, 64}, {64, 32}}) {
      const auto in = static_cast<std::size_t>(channels.first);
      const auto out = static_cast<std::size_t>(channels.second);
      compare({in, 3, width}, 2, 1e-4, [&](auto& model) {
        model.template add<nn::Conv2d>(in, out, {.kernel = 3, .padding = 1});
      });
    }
}

// Convolution, ReLU and pooling are one step in Cpu, three in Reference.
BOOST_AUTO_TEST_CASE(convolution_with_pooling_behind_it) {
  for (int i = 0; i < 120; ++i) {
    const WithThreads threads(1 + i % 3);
    const std::size_t ci = i % 2 ? between(1, 3) : 16 * between(1, 2);
    const std::size_t co = i % 5 ? 16 * between(1, 4) : between(1, 20);
    const std::size_t kernel = i % 3 ? 3 : between(1, 5);
    const nn::Shape in = {ci, between(6, 15), between(6, i % 5 == 1 ? 30 : 15)};
    const std::size_t stride = i % 8 == 3 ? 2 : 1;
    const bool relu = i % 4 != 0, with_bias = i % 7 != 0;
    const std::size_t pool = i % 6 ? 2 : between(1, 3);
    const std::size_t padding = between(0, 2);
    BOOST_TEST_CONTEXT(ci << " -> " << co << ", kernel " << kernel
                          << ", stride " << stride << ", pool " << pool
                          << ", relu " << relu)
    compare(in, between(1, 5), 1e-6 * 4 * std::sqrt(kernel * kernel * 32 * 17),
            [&](auto& model) {
              model.template add<nn::Conv2d>(ci, co,
                                             {.kernel = kernel,
                                              .stride = stride,
                                              .padding = padding,
                                              .bias = with_bias});
              if (relu) model.template add<nn::ReLU>();
              model.template add<nn::MaxPool2d>(pool);
            });
  }
}

BOOST_AUTO_TEST_CASE(pooling_of_any_shape) {
  for (int i = 0; i < 60; ++i) {
    const WithThreads threads(1 + i % 3);
    const std::size_t kernel = between(1, 4);
    const std::size_t stride = i % 3 ? kernel : between(1, 4);
    const std::size_t padding =
        between(0, static_cast<std::uint32_t>(kernel / 2));
    const nn::Shape in = {between(1, 40), between(4, 13), between(4, 13)};
    compare(in, between(1, 4), 1e-6, [&](auto& model) {
      model.template add<nn::MaxPool2d>(kernel,
                                        {.stride = stride, .padding = padding});
    });
    compare(in, between(1, 4), 1e-5, [&](auto& model) {
      model.template add<nn::AveragePool2d>(
          kernel, {.stride = stride, .padding = padding});
    });
  }
}

BOOST_AUTO_TEST_CASE(two_by_two_pooling_takes_the_first_of_equals_and_nan) {
  const nn::WindowedShape shape = nn::slide({2, 2, 0}, {1, 2, 2}, 1);
  const float nan = arma::Datum<float>::nan;
  for (const arma::fvec& v :
       {arma::fvec{1, 1, 1, 1}, arma::fvec{0, 2, 2, 2},
        arma::fvec{-1, -2, 3, 3}, arma::fvec{nan, 5, 1, 2},
        arma::fvec{1, nan, 7, 2}, arma::fvec{1, 2, 3, nan},
        arma::fvec{nan, 1, nan, 2}}) {
    arma::fmat a(1, 1), b(1, 1);
    std::uint8_t fast = 9, slow = 9;
    Fast::max_pool(shape, v, a, &fast);
    nn::Reference<float>::max_pool(shape, v, b, &slow);
    BOOST_TEST(std::isnan(a(0)) == v.has_nan());
    BOOST_TEST(std::isnan(b(0)) == v.has_nan());
    if (!v.has_nan()) {
      BOOST_TEST(int(fast) == int(slow));
      BOOST_TEST(a(0) == v.max());
    }
  }
}

BOOST_AUTO_TEST_CASE(batch_norm_of_any_shape) {
  for (int i = 0; i < 30; ++i) {
    const WithThreads threads(1 + i % 4);
    const std::size_t side = i % 3 ? between(1, 9) : 1;
    const nn::Shape in = {between(1, 40), side, side};
    // dx subtracts two means: with two numbers a channel it is nearly 0/0.
    compare(in, between(4, 12), 3e-4, [&](auto& model) {
      model.template add<nn::BatchNorm>(in.channels);
    });
  }
}

BOOST_AUTO_TEST_CASE(batch_norm_keeps_a_small_variance_beside_a_large_mean) {
  nn::Sequential<FastBackend> model({2});
  model.add<nn::BatchNorm>(2);
  model.build(1);
  arma::fmat x = random_matrix(2, 64);
  x.row(0) += 10000;
  const Given<FastBackend> given(x);
  const arma::fmat y = FastBackend::to_host(model.forward(given));
  BOOST_TEST(std::abs(arma::mean(y.row(0))) < 1e-3);
  // The deviation of numbers near 10000 is itself known to 1e-3 only.
  BOOST_TEST(std::abs(arma::stddev(y.row(0), 1) - 1) < 5e-3);
}

BOOST_AUTO_TEST_CASE(dropout_drops_the_same_numbers_for_any_threads) {
  for (double p : {0.0, 0.3, 0.5, 0.9}) {
    const arma::fmat x(37, 50, arma::fill::ones);
    arma::fmat expected;
    for (int count : {1, 2, 5}) {
      const WithThreads threads(count);
      nn::Sequential<FastBackend> fast({37});
      nn::Sequential<nn::Reference<float>> slow({37});
      fast.add<nn::Dropout>(p);
      slow.add<nn::Dropout>(p);
      fast.build(1);
      slow.build(1);
      using B = FastBackend;
      const Given<B> ones(x);
      const arma::fmat y = B::to_host(fast.forward(ones));
      check_close(y, slow.forward(x), 0, "y");
      if (!expected.empty()) check_close(y, expected, 0, "other threads");
      expected = y;
      // dx is the same mask and the same factor.
      check_close(B::to_host(fast.backward_to_input(ones)), y, 0, "dx");
      const auto same = B::to_host(fast.forward(ones, nn::Mode::evaluate));
      check_close(same, x, 0, "evaluated");
      const arma::fmat next = B::to_host(fast.forward(ones));
      if (p > 0) BOOST_TEST(arma::any(arma::vectorise(next != y)));
      // 1850 draws: five standard deviations.
      const double kept =
          arma::mean(arma::vectorise(arma::conv_to<arma::mat>::from(y > 0)));
      BOOST_TEST(std::abs(kept - (1 - p)) <= 5 * std::sqrt(p * (1 - p) / 1850));
      BOOST_TEST(std::abs(y.max() - 1 / (1 - p)) < 1e-5);
    }
  }
  BOOST_CHECK_THROW(nn::Dropout<FastBackend>(1.0), nn::UsageError);
}

BOOST_AUTO_TEST_CASE(a_whole_network_with_batch_norm_in_the_middle) {
  for (int count : {1, 2, 3}) {
    const WithThreads threads(count);
    for (std::size_t samples : {2, 5, 8})
      compare({1, 12, 12}, samples, 2e-3, [](auto& model) {
        model.template add<nn::Conv2d>(1, 16, {.kernel = 3, .padding = 1});
        model.template add<nn::ReLU>();
        model.template add<nn::MaxPool2d>(2);
        model.template add<nn::BatchNorm>(16);
        model.template add<nn::Conv2d>(16, 32, {.kernel = 3, .padding = 1});
        model.template add<nn::ReLU>();
        model.template add<nn::MaxPool2d>(2);
        model.template add<nn::Flatten>();
        model.template add<nn::Linear>(288, 20);
        model.template add<nn::ReLU>();
        model.template add<nn::Dropout>(0.5);
        model.template add<nn::Linear>(20, 4);
      });
  }
}

BOOST_AUTO_TEST_CASE(images_that_do_not_fit_are_refused_when_built) {
  nn::Sequential<FastBackend> model({1, 28, 28});
  model.add<nn::Conv2d>(1, 6, {.kernel = 5})
      .add<nn::ReLU>()
      .add<nn::MaxPool2d>(2);
  model.add<nn::Conv2d>(16, 6, {.kernel = 5});
  BOOST_CHECK_EXCEPTION(model.build(1), nn::ShapeError, [](const auto& e) {
    BOOST_TEST(
        e.what() ==
        std::string("layer 3 Conv2d(16 -> 6, 5x5) expects 16 channels, "
                    "but layer 2 MaxPool2d(2x2, stride 2) gives 6x12x12"));
    return true;
  });
  nn::Sequential<FastBackend> tiny({1, 3, 3});
  tiny.add<nn::Conv2d>(1, 6, {.kernel = 5});
  BOOST_CHECK_THROW(tiny.build(1), nn::ShapeError);
}
