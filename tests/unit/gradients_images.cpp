// backward() of the layers for images against central differences, in double,
// over random shapes: odd sizes, strides, margins, one channel, one sample.
#include <boost/test/unit_test.hpp>

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/training/gradient_check.hpp"

#include "unit/random_numbers.hpp"

using B = nn::Reference<double>;
using Model = nn::Sequential<B>;

namespace {

std::size_t between(std::uint32_t low, std::uint32_t high) {
  return low + random_numbers.integer(high - low + 1);
}

/// All parameters away from zero: a bias of zero hides a wrong gradient.
void check(Model& model, std::size_t samples) {
  model.build(7);
  model.parameters().for_each(
      [](double& v) { v += 0.3 * random_numbers.normal(); });
  arma::mat x(model.input_shape().features(), samples);
  x.imbue([] { return random_numbers.normal(); });
  const nn::GradientCheck result = nn::check_gradients(model, x);
  BOOST_TEST(result.parameters < 1e-6, "worst: " << result.worst);
  BOOST_TEST(result.input < 1e-6);
}

/// A convolution that forgets to add up over the samples: the last one wins.
template <nn::Backend T>
class ForgetfulConv2d : public nn::Conv2d<T> {
 public:
  using nn::Conv2d<T>::Conv2d;
  void backward(const arma::mat& x, const arma::mat& y, const arma::mat& dy,
                arma::mat* dx, const nn::Context& context) override {
    nn::Conv2d<T>::backward(x, y, dy, dx, context);
    nn::Conv2d<T>::backward(x.tail_cols(1), y.tail_cols(1), dy.tail_cols(1),
                            nullptr, context);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(convolution) {
  for (int i = 0; i < 25; ++i) {
    const std::size_t kernel = between(1, 4), stride = between(1, 3);
    const std::size_t padding = between(0, 2);
    const std::size_t ci = between(1, 3), co = between(1, 3);
    Model model({ci, between(4, 7), between(4, 7)});
    model.add<nn::Conv2d>(
        ci, co, {.kernel = kernel, .stride = stride, .padding = padding});
    BOOST_TEST_CONTEXT(ci << " -> " << co << ", kernel " << kernel
                          << ", stride " << stride << ", padding " << padding)
    check(model, between(1, 3));
  }
}

BOOST_AUTO_TEST_CASE(convolution_without_a_bias) {
  Model model({2, 5, 4});
  model.add<nn::Conv2d>(2, 3, {.kernel = 3, .padding = 1, .bias = false});
  check(model, 2);
  BOOST_TEST(model.parameter_count() == 2u * 3 * 9);
}

BOOST_AUTO_TEST_CASE(pooling) {
  for (int i = 0; i < 20; ++i) {
    const std::size_t kernel = between(1, 3), stride = between(1, 3);
    const std::size_t padding =
        between(0, static_cast<std::uint32_t>(kernel / 2));
    const nn::Shape in = {between(1, 3), between(3, 7), between(3, 7)};
    Model largest(in), mean(in);
    largest.add<nn::MaxPool2d>(kernel, {.stride = stride, .padding = padding});
    mean.add<nn::AveragePool2d>(kernel, {.stride = stride, .padding = padding});
    check(largest, between(1, 3));
    check(mean, between(1, 3));
  }
  Model whole({3, 4, 4});
  whole.add<nn::GlobalAveragePool2d>();
  check(whole, 2);
}

BOOST_AUTO_TEST_CASE(batch_norm) {
  for (int i = 0; i < 10; ++i) {
    const std::size_t side = i % 2 ? between(2, 4) : 1;
    const nn::Shape in = {between(1, 4), side, side};
    Model model(in);
    model.add<nn::BatchNorm>(in.channels);
    check(model, between(3, 6));
  }
}

BOOST_AUTO_TEST_CASE(a_small_network_of_all_of_them) {
  Model model({1, 8, 8});
  // A bias before BatchNorm has the gradient 0, which has no relative error.
  model.add<nn::Conv2d>(1, 3, {.kernel = 3, .padding = 1, .bias = false});
  model.add<nn::BatchNorm>(3);
  model.add<nn::MaxPool2d>(2).add<nn::Conv2d>(3, 2,
                                              {.kernel = 3, .padding = 1});
  model.add<nn::AveragePool2d>(2).add<nn::Flatten>();
  model.add<nn::Linear>(8, 3);
  check(model, 4);
}

BOOST_AUTO_TEST_CASE(a_convolution_that_forgets_samples_is_caught) {
  Model model({1, 5, 5});
  model.add<ForgetfulConv2d>(1, 2);
  model.build(1);
  arma::mat x(25, 3);
  x.imbue([] { return random_numbers.normal(); });
  BOOST_TEST(!nn::check_gradients(model, x).passes());
}
