// Every layer on a few numbers, to be checked by eye. Start here: the other
// tests (backend*, golden*, gradients*) compare many numbers with an oracle.
#include <cmath>

#include <boost/test/unit_test.hpp>

#include "nn/model/sequential.hpp"

#include "unit/backends.hpp"

namespace {

/// A model of one layer. Matrices are written as in the text: a row for each
/// feature, a column for each sample.
template <class B>
struct One {
  explicit One(nn::Shape shape) : model(shape) {}

  arma::mat forward(const arma::mat& x, nn::Mode mode = nn::Mode::train) {
    return arma::conv_to<arma::mat>::from(model.forward(in(x), mode));
  }
  arma::mat backward(const arma::mat& dy) {
    return arma::conv_to<arma::mat>::from(model.backward_to_input(in(dy)));
  }
  /// Weights, then biases.
  void set(const arma::vec& parameters) { model.parameters() = in(parameters); }
  arma::mat gradients() {
    return arma::conv_to<arma::mat>::from(model.gradients());
  }
  static typename B::Matrix in(const arma::mat& m) {
    return arma::conv_to<typename B::Matrix>::from(m);
  }

  nn::Sequential<B> model;
};

template <class B, template <class> class L, class... Arguments>
auto layer(nn::Shape shape, Arguments&&... arguments) {
  auto one = std::make_unique<One<B>>(shape);
  one->model.template add<L>(std::forward<Arguments>(arguments)...);
  one->model.build(/*seed=*/1);
  return one;
}

void check(const arma::mat& is, const arma::mat& should, double most = 1e-6) {
  BOOST_TEST_REQUIRE(bool(arma::size(is) == arma::size(should)));
  BOOST_TEST(arma::abs(is - should).max() <= most, is << "should be\n"
                                                      << should);
}

/// The rows of an image with one channel, one after the other.
arma::vec image(const arma::mat& rows) {
  return arma::vectorise(rows.t());
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(linear, B, Backends) {
  const auto one = layer<B, nn::Linear>({2}, 2, 3);
  one->set({1, 3, 5,              // W = 1 2
            2, 4, 6,              //     3 4
            100, 200, 300});      //     5 6
  check(one->forward({{1, 0},     // two samples, x = (1, 10)
                      {10, 0}}),  //                   (0, 0)
        {{121, 100}, {243, 200}, {365, 300}});
  // Only the first output of the first sample counts: dx is W's first row.
  check(one->backward({{1, 0}, {0, 0}, {0, 0}}), {{1, 0}, {2, 0}});
  check(one->gradients(), arma::vec{1, 0, 0,    // dW = 1 10
                                    10, 0, 0,   //      0 0
                                    1, 0, 0});  //      0 0
}

BOOST_AUTO_TEST_CASE_TEMPLATE(convolution, B, Backends) {
  const auto one =
      layer<B, nn::Conv2d>({1, 3, 3}, 1, 1, nn::Conv2dOptions{.kernel = 2});
  one->set({1, 0,  // a number, and its neighbor below on the right
            0, 1,  //
            100});
  check(one->forward(image({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}})),
        image({{1 + 5 + 100, 2 + 6 + 100}, {4 + 8 + 100, 5 + 9 + 100}}));
  // Only the last output counts: its window has 5 6 8 9, and its dx the kernel.
  check(one->backward(image({{0, 0}, {0, 1}})),
        image({{0, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
  check(one->gradients(), arma::vec{5, 6, 8, 9, 1});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(max_pooling, B, Backends) {
  const auto one = layer<B, nn::MaxPool2d>({1, 2, 4}, 2);
  check(one->forward(image({{1, 2, 7, 6},  //
                            {3, 4, 5, 0}})),
        image({{4, 7}}));
  check(one->backward(image({{10, 20}})), image({{0, 0, 20, 0},  //
                                                 {0, 10, 0, 0}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(average_pooling, B, Backends) {
  const auto one = layer<B, nn::AveragePool2d>({1, 2, 4}, 2);
  check(one->forward(image({{1, 2, 5, 5},  //
                            {3, 6, 5, 5}})),
        image({{3, 5}}));
  check(one->backward(image({{4, 8}})), image({{1, 1, 2, 2},  //
                                               {1, 1, 2, 2}}));
  const auto global = layer<B, nn::GlobalAveragePool2d>({1, 2, 2});
  check(global->forward(image({{1, 2}, {3, 6}})), {3});
  check(global->backward({4}), image({{1, 1}, {1, 1}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(batch_norm, B, Backends) {
  const nn::BatchNormOptions options = {.momentum = 0.5, .epsilon = 1e-12};
  const auto one = layer<B, nn::BatchNorm>({1}, 1, options);
  one->set({10, 100});  // scale, shift
  // Mean 5, deviation 2. Whatever two numbers are, they become -1 and 1: so
  // neither has an influence on y.
  check(one->forward({{3, 7}}), {{90, 110}}, 1e-4);
  check(one->backward({{0, 1}}), {{0, 0}}, 1e-4);
  check(one->gradients(), arma::vec{1, 1}, 1e-4);  // dscale = 1, dshift = 1
  // The running mean went from 0 halfway to 5; the variance from 1 halfway to
  // 8, the unbiased estimate. A number at the mean becomes the shift.
  check(one->forward({{2.5, 2.5 + std::sqrt(4.5)}}, nn::Mode::evaluate),
        {{100, 110}}, 1e-4);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dropout, B, Backends) {
  const auto one = layer<B, nn::Dropout>({100}, 0.5);
  const arma::vec ones(100, arma::fill::ones);
  const arma::mat y = one->forward(ones);
  BOOST_TEST(arma::all(arma::vectorise(y == 0 || y == 2)));
  BOOST_TEST(arma::accu(y == 2) > 30u);  // 50 on average, 5 a deviation
  BOOST_TEST(arma::accu(y == 2) < 70u);
  check(one->backward(3 * ones), 3 * y);  // through those that are left
  check(one->forward(ones, nn::Mode::evaluate), ones);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(flatten, B, Backends) {
  const auto one = layer<B, nn::Flatten>({1, 2, 2});
  check(one->forward(image({{1, 2}, {3, 4}})), arma::vec{1, 2, 3, 4});
  check(one->backward(arma::vec{5, 6, 7, 8}), image({{5, 6}, {7, 8}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(activations, B, Backends) {
  const arma::mat ones = {{1, 1, 1}};
  const auto relu = layer<B, nn::ReLU>({1});
  check(relu->forward({{-2, 0, 2}}), {{0, 0, 2}});
  check(relu->backward(ones), {{0, 0, 1}});

  const auto leaky = layer<B, nn::LeakyReLU>({1}, 0.5);
  check(leaky->forward({{-2, 0, 2}}), {{-1, 0, 2}});
  check(leaky->backward(ones), {{0.5, 0.5, 1}});

  const auto sigmoid = layer<B, nn::Sigmoid>({1});
  check(sigmoid->forward({{-1e3, 0, std::log(3)}}), {{0, 0.5, 0.75}});
  check(sigmoid->backward(ones), {{0, 0.25, 0.75 * 0.25}});

  const auto tanh = layer<B, nn::Tanh>({1});
  check(tanh->forward({{-1e3, 0, std::log(2)}}), {{-1, 0, 0.6}});
  check(tanh->backward(ones), {{0, 1, 1 - 0.6 * 0.6}});

  const auto gelu = layer<B, nn::GELU>({1});
  check(gelu->forward({{-1e3, 0, 1e3}}), {{0, 0, 1e3}});
  check(gelu->backward(ones), {{0, 0.5, 1}});

  const auto identity = layer<B, nn::Identity>({1});
  check(identity->forward({{-2, 0, 2}}), {{-2, 0, 2}});
  check(identity->backward(ones), ones);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(softmax, B, Backends) {
  const auto one = layer<B, nn::Softmax>({3});
  check(one->forward(arma::log(arma::vec{1, 2, 5})), arma::vec{1, 2, 5} / 8);
  // The sum is always 1: what all outputs gain together, no input can give.
  check(one->backward(arma::vec{1, 1, 1}), arma::vec{0, 0, 0});
  // Of the first output alone: y1 (1 - y1), -y1 y2, -y1 y3.
  check(one->backward(arma::vec{64, 0, 0}), arma::vec{7, -2, -5});
}
