// Which layers are executed together, and what a layer of your own gets.
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

using nn::Cpu;
using Formulas = nn::Reference<float>;

namespace {

arma::fmat some_input(arma::uword rows, arma::uword cols) {
  nn::Random random(4);
  arma::fmat x(rows, cols);
  x.imbue([&] { return static_cast<float>(random.normal()); });
  return x;
}

/// y = scale x with one number for all, like nothing in the library; and it
/// remembers x from forward to backward, which only the whole batch allows.
template <nn::Backend B>
class Scale : public nn::Layer<B> {
 public:
  using Matrix = typename B::Matrix;

  std::string name() const override { return "Scale"; }
  nn::Shape configure(const nn::Shape& input) override {
    scale_.name = "weight";
    scale_.rows = scale_.cols = 1;
    scale_.initializer = nn::constant(3);
    scale_.torch = {{1}, {1}, {0}};
    return input;
  }
  std::vector<nn::Parameter<B>*> parameters() override { return {&scale_}; }
  void forward(const Matrix& x, Matrix& y, const nn::Context& c) override {
    BOOST_TEST(c.first_sample == 0u);
    BOOST_TEST(c.samples == x.n_cols);
    kept_ = x;
    y = scale_.value(0) * x;
  }
  void backward(const Matrix&, const Matrix&, const Matrix& dy, Matrix* dx,
                const nn::Context&) override {
    scale_.gradient(0) = arma::accu(dy % kept_);
    if (dx) *dx = scale_.value(0) * dy;
  }

 private:
  nn::Parameter<B> scale_;
  Matrix kept_;
};

/// A Linear whose output is doubled.
template <nn::Backend B>
class Doubled : public nn::Linear<B> {
 public:
  using nn::Linear<B>::Linear;
  void forward(const typename B::Matrix& x, typename B::Matrix& y,
               const nn::Context& context) override {
    nn::Linear<B>::forward(x, y, context);
    y *= 2;
  }
};

/// Are layers a and b executed by one operator? Then they have one output.
template <class B>
bool together(nn::Sequential<B>& model, std::size_t a, std::size_t b) {
  model.build(1);
  const arma::fmat x = some_input(model.input_shape().features(), 2);
  model.forward(x);
  return &model.activation(a) == &model.activation(b);
}

template <class B>
nn::Sequential<B> images() {
  return nn::Sequential<B>({1, 6, 6});
}

struct TwoThreads {
  TwoThreads() { Cpu::set_threads(2); }
  ~TwoThreads() { Cpu::set_threads(0); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_executed_together) {
  auto relu = images<Cpu>(), pool = images<Cpu>(), no_relu = images<Cpu>(),
       linear = images<Cpu>(), flat = images<Cpu>(), norm = images<Cpu>();
  relu.add<nn::Conv2d>(1, 2).add<nn::ReLU>();
  pool.add<nn::Conv2d>(1, 2).add<nn::ReLU>().add<nn::MaxPool2d>(2);
  no_relu.add<nn::Conv2d>(1, 2).add<nn::MaxPool2d>(2);
  linear.add<nn::Linear>(36, 2).add<nn::ReLU>();
  flat.add<nn::Conv2d>(1, 2).add<nn::Flatten>();
  BOOST_TEST(together(relu, 0, 1));
  BOOST_TEST(together(pool, 0, 2));
  BOOST_TEST(together(no_relu, 0, 1));
  BOOST_TEST(together(linear, 0, 1));
  norm.add<nn::Conv2d>(1, 2).add<nn::BatchNorm>(2).add<nn::ReLU>();
  BOOST_TEST(together(flat, 0, 1));
  BOOST_TEST(together(norm, 1, 2));
}

BOOST_AUTO_TEST_CASE(what_is_not) {
  auto wide = images<Cpu>(), norm = images<Cpu>(), tanh = images<Cpu>(),
       own = images<Cpu>();
  wide.add<nn::Conv2d>(1, 2).add<nn::ReLU>().add<nn::MaxPool2d>(2,
                                                                {.stride = 1});
  norm.add<nn::Conv2d>(1, 2).add<nn::BatchNorm>(2).add<nn::ReLU>();
  tanh.add<nn::Linear>(36, 2).add<nn::Tanh>();
  own.add<Doubled>(36, 2).add<nn::ReLU>();
  BOOST_TEST(!together(wide, 1, 2));
  BOOST_TEST(!together(norm, 0, 1));
  BOOST_TEST(!together(tanh, 0, 1));
  BOOST_TEST(!together(own, 0, 1));
  auto formulas = images<Formulas>();
  formulas.add<nn::Linear>(36, 2).add<nn::ReLU>();
  BOOST_TEST(!together(formulas, 0, 1));
}

BOOST_FIXTURE_TEST_CASE(a_layer_of_your_own_gets_the_whole_batch, TwoThreads) {
  nn::Sequential<Cpu> fast({5});
  nn::Sequential<Formulas> slow({5});
  fast.add<nn::Linear>(5, 4).add<Scale>().add<nn::Linear>(4, 3);
  slow.add<nn::Linear>(5, 4).add<Scale>().add<nn::Linear>(4, 3);
  fast.build(1);
  slow.build(1);
  const arma::fmat x = some_input(5, 300), dy = some_input(3, 300);
  BOOST_TEST(arma::approx_equal(fast.forward(x), slow.forward(x), "both", 1e-5F,
                                1e-4F));
  fast.backward(dy);
  slow.backward(dy);
  BOOST_TEST(arma::approx_equal(fast.gradients(), slow.gradients(), "both",
                                1e-3F, 1e-4F));
}

BOOST_AUTO_TEST_CASE(a_class_derived_from_a_layer_is_not_bypassed) {
  nn::Sequential<Cpu> own({5}), plain({5});
  own.add<Doubled>(5, 4).build(1);
  plain.add<nn::Linear>(5, 4).build(1);
  const arma::fmat x = some_input(5, 7);
  const arma::fmat twice = 2 * plain.forward(x);
  BOOST_TEST(arma::approx_equal(own.forward(x), twice, "absdiff", 0.0F));
}
