// The library used as its comments suggest, but in the wrong order or with
// settings that no formula can use: each is an error that says so.
#include <cmath>

#include "nn/layers/activation.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/training/optimizers.hpp"
#include "nn/training/weight_average.hpp"

#include "unit/misuse.hpp"

BOOST_AUTO_TEST_CASE_TEMPLATE(before_build, B, Backends) {
  nn::Sequential<B> model({20});
  model.template add<nn::Linear>(20, 5);
  const auto x = numbers<B>(20, 3);
  const auto refused = [](auto f) {
    refuses<nn::Error>(f, {"build(seed) first"});
  };
  refused([&] { nn::Sgd<B> sgd(model); });
  refused([&] { nn::Adam<B> adam(model); });
  refused([&] { model.forward(x); });
  refused([&] { model.backward(x); });
  refused([&] { model.summary(); });
  refused([&] { model.output_shape(); });
  refused([&] { model.first_not_finite(); });
  refused([&] { model.activation(0); });
  refused([&] { model.named_parameters(); });
  refused([&] { model.named_states(); });
  refused([&] { nn::WeightAverage<B> average(model); });
  model.build(1);
  refuses<nn::Error>([&] { model.first_not_finite(); }, {"forward() first"});
  refuses<nn::Error>([&] { model.activation(0); }, {"forward() first"});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(after_build, B, Backends) {
  Model<B> model;
  refuses<nn::Error>([&] { model.net.template add<nn::Linear>(5, 2); },
                     {"Linear(5 -> 2)", "after build()"});
  refuses<nn::Error>([&] { model.net.build(2); }, {"built already"});
  BOOST_TEST(model.net.forward(numbers<B>(20, 3)).n_rows == 5u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(building_again_tells_the_same, B, Backends) {
  nn::Sequential<B> model({20});
  model.template add<nn::Linear>(20, 5).template add<nn::Linear>(6, 2);
  for (int i = 0; i < 2; ++i)
    refuses<nn::ShapeError>([&] { model.build(1); },
                            {"Linear(6 -> 2) expects 6 features"});
}

// backward() needs the x of forward(): a temporary must not be gone by then.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_temporary_input_is_kept, B, Backends) {
  Model<B> model;
  const auto x = numbers<B>(20, 3), dy = numbers<B>(5, 3);
  model.net.forward(x);
  model.net.backward(dy);
  const typename B::Matrix right = model.net.gradients();
  for (int again = 0; again < 2; ++again) {
    model.net.forward(x * 1);
    const typename B::Matrix elsewhere = x * 0;  // may get the same memory
    model.net.backward(dy);
    BOOST_TEST(arma::all(arma::vectorise(model.net.gradients() == right)));
  }
  BOOST_CHECK_THROW(model.net.forward(typename B::Matrix()), nn::ShapeError);
  BOOST_CHECK_THROW(model.net.backward(dy), nn::ShapeError);
  static_assert(!std::is_constructible_v<nn::Trained<B>, typename B::Matrix&,
                                         typename B::Matrix>);
}

BOOST_AUTO_TEST_CASE(more_threads_in_backward_than_in_forward) {
  using B = nn::Cpu;
  nn::Sequential<B> model({2, 8, 8});
  model.add<nn::Conv2d>(2, 16, {.kernel = 3, .padding = 1})
      .add<nn::BatchNorm>(16);
  model.add<nn::ReLU>()
      .add<nn::Conv2d>(16, 4, {.kernel = 3})
      .add<nn::Linear>(4 * 36, 5);
  model.build(1);
  const auto x = numbers<B>(128, 7), dy = numbers<B>(5, 7);
  arma::fmat expected;
  for (const int before : {4, 1})
    for (const int after : {1, 4, 5}) {
      B::set_threads(before);
      model.forward(x);
      B::set_threads(after);
      model.backward(dy);
      if (expected.empty()) expected = model.gradients();
      BOOST_TEST(arma::all(arma::vectorise(model.gradients() == expected)),
                 before << " threads, then " << after);
    }
  B::set_threads(0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(backward_after_evaluation, B, Backends) {
  nn::Sequential<B> model({3});
  model.template add<nn::BatchNorm>(3);
  model.build(1);
  const auto x = numbers<B>(3, 8), other = numbers<B>(3, 8);
  model.forward(x, nn::Mode::train);
  model.forward(other, nn::Mode::evaluate);
  refuses<nn::Error>([&] { model.backward(x); }, {"Mode::evaluate"});
  model.forward(x, nn::Mode::train);
  model.backward(x);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(settings_that_no_formula_can_use, B, Backends) {
  Model<B> model;
  auto& w = model.net.parameters();
  const auto& dw = model.net.gradients();
  const double infinite = std::numeric_limits<double>::infinity();
  for (const double bad : {std::nan(""), -1.0, infinite}) {
    const auto refused = [](auto f) {
      refuses<nn::UsageError>(f, {"expected"});
    };
    refused([&] { nn::Sgd<B>({w, dw}, bad); });
    refused([&] { nn::Momentum<B>({w, dw}, bad); });
    refused([&] { nn::Momentum<B>({w, dw}, 0.1, bad); });
    refused([&] { nn::Nesterov<B>({w, dw}, 0.1, bad); });
    refused([&] { nn::AdaGrad<B>({w, dw}, 0.1, bad); });
    refused([&] { nn::RmsProp<B>({w, dw}, 0.1, bad); });
    refused([&] { nn::Adam<B>({w, dw}, bad); });
    refused([&] { nn::Adam<B>({w, dw}, 0.1, {.beta1 = bad}); });
    refused([&] { nn::Adam<B>({w, dw}, 0.1, {.beta2 = bad}); });
    refused([&] { nn::AdamW<B>({w, dw}, 0.1, {.decay = bad}); });
    refused([&] { nn::WeightAverage<B> average(w, bad); });
    nn::Sgd<B> sgd({w, dw}, 0.1);
    refused([&] { sgd.set_learning_rate(bad); });
    refused([&] { sgd.set_l2(bad); });
    refused([&] { sgd.set_l1(bad); });
    refused([&] { sgd.set_decay(bad); });
    refused([&] { sgd.clip_gradient(bad); });
    BOOST_TEST(sgd.learning_rate() == 0.1);
  }
  refuses<nn::UsageError>(
      [&] {
        nn::Adam<B>({w, dw}, 0.1, {.beta1 = 1});
      },
      {"beta1 1"});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(gelu_far_out, B, Backends) {
  using Real = typename B::Real;
  const Real far = std::numeric_limits<Real>::max();
  const Real infinite = std::numeric_limits<Real>::infinity();
  typename B::Matrix x(1, 8), dy(1, 8, arma::fill::ones), dx(1, 8);
  x.row(0) = typename B::Matrix{{Real(14), Real(90), far, infinite, Real(-14),
                                 Real(-90), -far, -infinite}};
  B::gelu_gradient(x, dy, dx);
  for (arma::uword i = 0; i < 8; ++i)
    BOOST_TEST(std::abs(dx(i) - (i < 4 ? 1 : 0)) < 1e-7,
               "at " << x(i) << ": " << dx(i));
  x(0) = std::numeric_limits<Real>::quiet_NaN();
  B::gelu_gradient(x, dy, dx);
  BOOST_TEST(std::isnan(dx(0)));
}
