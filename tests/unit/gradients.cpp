// Every layer's backward() against central differences, in double.
#include <boost/test/unit_test.hpp>

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/gradient_check.hpp"

using B = nn::Reference<double>;
using Model = nn::Sequential<B>;

namespace {

/// Numbers that stay clear of 0, where ReLU has no derivative.
arma::mat away_from_zero(arma::uword rows, arma::uword cols) {
  nn::Random random(11);
  arma::mat x(rows, cols);
  x.imbue([&] {
    const double z = random.normal();
    return z + (z < 0 ? -0.1 : 0.1);
  });
  return x;
}

void check(Model& model, const arma::mat& x) {
  model.build(7);
  // Biases away from zero as well: a zero bias hides a wrong gradient.
  nn::Random random(3);
  for (auto& [name, p] : model.named_parameters())
    p->value.for_each([&](double& v) { v += 0.1 * random.normal(); });
  const nn::GradientCheck result = nn::check_gradients(model, x);
  BOOST_TEST(result.parameters < 1e-6, "worst: " << result.worst);
  BOOST_TEST(result.input < 1e-6);
  BOOST_TEST(result.passes());
}

/// y = W x + b with db wrong by a factor of two.
template <nn::Backend T>
class LinearWithWrongBias : public nn::Linear<T> {
 public:
  using nn::Linear<T>::Linear;
  void backward(const arma::mat& x, const arma::mat& y, const arma::mat& dy,
                arma::mat* dx, const nn::Context& context) override {
    nn::Linear<T>::backward(x, y, dy, dx, context);
    this->bias().gradient *= 2;
  }
};

/// A sigmoid whose backward forgets the factor (1 - y): the mistake of the
/// notes' three-layer network, in small.
template <nn::Backend T>
class SigmoidWithWrongSlope : public nn::Sigmoid<T> {
 public:
  void backward(const arma::mat&, const arma::mat& y, const arma::mat& dy,
                arma::mat* dx, const nn::Context&) override {
    if (dx) *dx = dy % y;
  }
};

/// Writes NaN: the check must not be blind to it.
template <nn::Backend T>
class NanGradient : public nn::Identity<T> {
 public:
  void backward(const arma::mat&, const arma::mat&, const arma::mat&,
                arma::mat* dx, const nn::Context&) override {
    if (dx) dx->fill(arma::datum::nan);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(linear) {
  for (auto [in, out, samples] :
       {std::array{1, 1, 1}, {3, 4, 5}, {7, 2, 1}, {5, 9, 13}}) {
    Model model({static_cast<std::size_t>(in)});
    model.add<nn::Linear>(in, out);
    check(model, away_from_zero(static_cast<arma::uword>(in),
                                static_cast<arma::uword>(samples)));
  }
}

BOOST_AUTO_TEST_CASE(each_activation) {
  for (int samples : {1, 6}) {
    const arma::mat x = away_from_zero(5, static_cast<arma::uword>(samples));
    Model relu({5}), sigmoid({5}), tanh({5}), identity({5}), leaky({5}),
        gelu({5}), softmax({5});
    relu.add<nn::ReLU>();
    sigmoid.add<nn::Sigmoid>();
    tanh.add<nn::Tanh>();
    identity.add<nn::Identity>();
    leaky.add<nn::LeakyReLU>(0.3);
    gelu.add<nn::GELU>();
    softmax.add<nn::Softmax>();
    for (Model* model :
         {&relu, &sigmoid, &tanh, &identity, &leaky, &gelu, &softmax})
      check(*model, x);
  }
}

BOOST_AUTO_TEST_CASE(a_network_of_all_of_them) {
  Model model({4});
  model.add<nn::Linear>(4, 6, nn::xavier()).add<nn::Tanh>();
  model.add<nn::Linear>(6, 6, nn::he()).add<nn::Identity>();
  model.add<nn::Linear>(6, 5, nn::normal(0.5)).add<nn::Sigmoid>();
  model.add<nn::Linear>(5, 3);
  check(model, away_from_zero(4, 7));
}

BOOST_AUTO_TEST_CASE(wrong_layers_are_caught) {
  const arma::mat x = away_from_zero(4, 5);
  Model bias({4}), slope({4}), nan({4});
  bias.add<LinearWithWrongBias>(4, 3);
  slope.add<nn::Linear>(4, 3).add<SigmoidWithWrongSlope>();
  nan.add<nn::Linear>(4, 3).add<NanGradient>();
  for (Model* model : {&bias, &slope, &nan}) {
    model->build(1);
    BOOST_TEST(!nn::check_gradients(*model, x).passes());
  }
  BOOST_TEST(nn::check_gradients(bias, x).worst == "0.bias");
}
