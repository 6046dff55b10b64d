// A fast backend against Reference<double> on graphs of layers: what branches,
// joins, is shared and skipped, over random shapes and threads.
#include <boost/test/unit_test.hpp>

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"

#include "unit/graphs.hpp"
#include "unit/image_layer_tools.hpp"

namespace {

template <class Add>
void compare_graphs(const nn::Shape& input, std::size_t samples,
                    double tolerance, Add add) {
  compare_nets<nn::Graph>(input, samples, tolerance, add);
}

}  // namespace

BOOST_AUTO_TEST_CASE(operations) {
  for (int i = 0; i < 30; ++i) {
    const std::size_t count = between(1, 20), first = between(0, 7);
    const nn::ChannelSlice slice = {first, count,
                                    first + count + between(0, 5)};
    const std::size_t pixels = between(1, 9), samples = between(1, 4);
    const arma::fmat x = random_matrix(count * pixels, samples);
    const arma::fmat other = random_matrix(count * pixels, samples);
    const arma::fmat all = random_matrix(slice.of * pixels, samples);
    arma::fmat sum = x, back = x, inserted = all;
    Fast::add(x, other, sum);
    Fast::insert_channels(x, slice, inserted);
    Fast::extract_channels(inserted, slice, back);
    arma::fmat right = all;
    nn::Reference<float>::insert_channels(x, slice, right);
    BOOST_TEST(arma::approx_equal(sum, x + other, "absdiff", 0.0f));
    BOOST_TEST(arma::approx_equal(back, x, "absdiff", 0.0f));
    BOOST_TEST(arma::approx_equal(inserted, right, "absdiff", 0.0f));
    BOOST_TEST(arma::accu(inserted != all) == x.n_elem);
    Fast::clear(inserted);
    BOOST_TEST(arma::accu(inserted != 0) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(residual_blocks) {
  for (int i = 0; i < 24; ++i) {
    const WithThreads threads(1 + i % 3);
    const std::size_t in = i % 2 ? between(1, 5) : 16;
    const std::size_t out = i % 3 ? in : 16 * between(1, 2);
    const std::size_t stride = i % 4 == 3 ? 2 : 1;
    compare_graphs(
        {in, between(4, 9), between(4, 9)}, between(2, 5), 2e-4,
        [&](auto& net) { residual_block(net, "a", net.input(), out, stride); });
  }
}

BOOST_AUTO_TEST_CASE(several_blocks_behind_each_other) {
  for (int i = 0; i < 6; ++i) {
    const WithThreads threads(1 + i % 3);
    compare_graphs({3, 8, 8}, 6, 4e-4, [&](auto& net) {
      nn::Value x = residual_block(net, "a", net.input(), 4, 1);
      x = residual_block(net, "b", x, 4, 1);
      x = residual_block(net, "c", x, 6, 2);
      x = net.template add<nn::GlobalAveragePool2d>("pool", x);
      net.template add<nn::Linear>("fc", x, 6, 5);
    });
  }
}

BOOST_AUTO_TEST_CASE(branches_of_convolutions) {
  for (int i = 0; i < 18; ++i) {
    const WithThreads threads(1 + i % 3);
    const std::size_t in = i % 2 ? between(1, 5) : 16;
    compare_graphs({in, between(4, 9), between(4, 9)}, between(1, 5), 1e-4,
                   [&](auto& net) { inception(net, net.input(), i % 3 == 0); });
  }
}

BOOST_AUTO_TEST_CASE(a_value_that_many_take) {
  for (const int threads : {1, 2, 3}) {
    const WithThreads with(threads);
    compare_graphs({6}, 40, 1e-4, [](auto& net) { many_readers(net); });
  }
}

BOOST_AUTO_TEST_CASE(two_towers_with_the_same_weights) {
  for (const int threads : {1, 2, 3}) {
    const WithThreads with(threads);
    compare_graphs({3, 6, 6}, 40, 1e-4, [](auto& net) { two_towers(net); });
  }
}
