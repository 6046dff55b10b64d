// Training gives the same bits for any number of threads, and layers that are
// computed together match those computed one by one. Training stays fast when
// pixels become black.

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "canonical_tools.hpp"

namespace canonical {
namespace {

/// The same operations, layer by layer.
struct OneByOne : Cpu {
  static constexpr bool fuses_layers = false;
  static constexpr bool fuses_pooling = false;
};

/// Every kind of convolution, with and without pooling after it.
template <class B>
std::unique_ptr<nn::Sequential<B>> make_model() {
  auto model = std::make_unique<nn::Sequential<B>>(nn::Shape{1, 11, 10});
  model->template add<nn::Conv2d>(1, 16, {.kernel = 3, .padding = 1});
  model->template add<nn::ReLU>();
  model->template add<nn::MaxPool2d>(2);
  model->template add<nn::Conv2d>(16, 16,
                                  {.kernel = 3, .padding = 1, .bias = false});
  model->template add<nn::BatchNorm>(16);
  model->template add<nn::ReLU>();
  model->template add<nn::Conv2d>(16, 16, {.kernel = 3, .padding = 1});
  model->template add<nn::ReLU>();
  model->template add<nn::MaxPool2d>(2);
  model->template add<nn::Dropout>(0.2);
  model->template add<nn::Conv2d>(16, 7,
                                  {.kernel = 2, .stride = 2, .padding = 1});
  model->template add<nn::ReLU>();
  model->template add<nn::Linear>(28, 20);
  model->template add<nn::ReLU>();
  model->template add<nn::Dropout>(0.2);
  model->template add<nn::Linear>(20, 5);
  model->build(/*seed=*/1);
  return model;
}

/// The batch sizes, used in turn.
constexpr std::size_t sizes[] = {33, 17, 100, 5, 1, 128};

/// The parameters and running means after two rounds of batches; threads(step)
/// is how many there are in that step.
template <class B, class F>
Matrix train(F threads) {
  reseed(1);
  const auto model = make_model<B>();
  nn::AdamW<B> optimizer(*model, 1e-2);
  nn::SoftmaxCrossEntropy<B> loss(0.1);
  for (int step = 0; step < 12; ++step) {
    B::set_threads(threads(step));
    const Matrix x = normal(110, sizes[step % std::size(sizes)]);
    std::vector<std::int32_t> labels(x.n_cols);
    for (auto& label : labels)
      label = static_cast<std::int32_t>(random_numbers.integer(5));
    Matrix gradient(5, x.n_cols);
    loss(model->forward(x), labels, gradient);
    model->backward(gradient);
    optimizer.step();
  }
  Matrix all = model->parameters();
  for (const auto& [name, state] : model->named_states())
    all = arma::join_cols(
        all, Matrix(state->values.data(), state->values.size(), 1));
  return all;
}

constexpr auto one_thread = [](int) { return 1; };

}  // namespace

BOOST_FIXTURE_TEST_CASE(any_number_of_threads_trains_the_same, Fresh) {
  const Matrix expected = train<Cpu>(one_thread);
  for (int threads : {2, 3, 5, 7, 16, 20})
    BOOST_TEST_CONTEXT(threads << " threads") {
      check_same(train<Cpu>([=](int) { return threads; }), expected,
                 "parameters");
    }
  check_same(train<Cpu>([](int step) { return 1 + step % 4; }), expected,
             "parameters, with other threads in every step");
}

BOOST_FIXTURE_TEST_CASE(layers_one_by_one_train_the_same, Fresh) {
  check_same(train<Cpu>(one_thread), train<OneByOne>(one_thread), "parameters");
}

namespace {

auto subnormal_count(const Matrix& m) {
  return std::ranges::count_if(
      m, [](float v) { return std::fpclassify(v) == FP_SUBNORMAL; });
}

}  // namespace

// The weights of pixels that have become black no longer have a gradient.
// Adam's means of it fade: after some 2,500 steps here they would be among the
// smallest floats, where a step takes ten times as long.
BOOST_FIXTURE_TEST_CASE(black_pixels_do_not_slow_a_training_down, Fresh) {
  constexpr std::size_t steps = 5000;
  Cpu::set_threads(1);
  nn::Sequential<Cpu> model({400});
  model.add<nn::Linear>(400, 32);
  model.add<nn::ReLU>();
  model.add<nn::Linear>(32, 3);
  model.build(/*seed=*/1);
  nn::Adam<Cpu> adam(model, 1e-4, {.beta1 = 0.97, .beta2 = 0.97});
  nn::SoftmaxCrossEntropy<Cpu> loss;
  Matrix x = normal(400, 4), gradient(3, 4);
  const std::vector<std::int32_t> labels = {0, 1, 2, 0};
  for (std::size_t step = 0; step < steps; ++step) {
    if (step == 3) x.tail_rows(390).zeros();
    loss(model.forward(x), labels, gradient);
    model.backward(gradient);
    adam.step();
    if (step % 500 == 499)
      for (const auto& state : adam.states())
        BOOST_TEST(subnormal_count(*state.values) == 0,
                   state.name << " after step " << step);
  }
}

}  // namespace canonical
