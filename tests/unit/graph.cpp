// Graphs of layers: gradients, the same bits on any number of threads, what
// they share with Sequential, and what is refused.
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/io/sha256.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/model/sequential.hpp"
#include "nn/model/weights.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/gradient_check.hpp"
#include "nn/training/optimizers.hpp"

#include "allocations.hpp"
#include "unit/graphs.hpp"
#include "unit/misuse.hpp"

using Double = nn::Reference<double>;
using nn::Cpu;
using nn::Value;

namespace {

/// build() on parameters that are all away from zero, and both gradients.
void check(nn::Graph<Double>& net, std::size_t samples) {
  net.build(7);
  nn::Random random(5);
  net.parameters().for_each([&](double& v) { v += 0.3 * random.normal(); });
  arma::mat x(net.input_shape().features(), samples);
  x.imbue([&] { return random.normal(); });
  const nn::GradientCheck result = nn::check_gradients(net, x);
  BOOST_TEST(result.parameters < 1e-6, "worst: " << result.worst);
  BOOST_TEST(result.input < 1e-6);
}

/// A network with everything in it.
template <class B>
void add_all_kinds(nn::Graph<B>& net) {
  Value x = net.input();
  x = net.template add<nn::Conv2d>("stem", x, 1, 16, {.padding = 1});
  x = residual_block(net, "a", x, 16, 1);
  x = residual_block(net, "b", x, 32, 2);
  x = inception(net, x, true);
  x = net.template add<nn::GlobalAveragePool2d>("pool", x);
  net.template add<nn::Linear>("fc", x, 26, 10);
}

arma::fmat batch(arma::uword rows, arma::uword cols) {
  nn::Random random(9);
  arma::fmat x(rows, cols);
  x.imbue([&] { return static_cast<float>(random.normal()); });
  return x;
}

/// The same operations, layer by layer.
struct OneByOne : Cpu {
  static constexpr bool fuses_layers = false;
  static constexpr bool fuses_pooling = false;
};

/// The weights' hash after some steps on this many threads.
template <class B = Cpu>
std::string trained(int threads) {
  Cpu::set_threads(threads);
  nn::Graph<B> net({1, 14, 14});
  add_all_kinds(net);
  net.build(1);
  nn::Momentum<B> momentum(net, 0.05);
  for (const arma::uword samples : {37, 16, 5, 64}) {
    const arma::fmat x = batch(196, samples), target = batch(10, samples);
    net.backward(net.forward(x) - target);
    momentum.step();
  }
  Cpu::set_threads(0);
  const arma::fmat& w = net.parameters();
  return nn::sha256({reinterpret_cast<const char*>(w.memptr()), 4 * w.n_elem});
}

}  // namespace

// ---- gradients

BOOST_AUTO_TEST_CASE(gradients_of_residual_blocks) {
  for (const std::size_t stride : {1, 2}) {
    nn::Graph<Double> net({2, 5, 4});
    residual_block(net, "a", net.input(), stride == 1 ? 2 : 3, stride);
    check(net, 3);
  }
}

BOOST_AUTO_TEST_CASE(gradients_of_branches) {
  nn::Graph<Double> net({2, 4, 5});
  inception(net, net.input(), false);
  check(net, 2);
}

BOOST_AUTO_TEST_CASE(gradients_of_a_value_that_many_take) {
  nn::Graph<Double> net({6});
  many_readers(net);
  check(net, 4);
}

BOOST_AUTO_TEST_CASE(gradients_of_shared_layers_are_added) {
  nn::Graph<Double> net({3, 6, 6});
  two_towers(net);
  check(net, 3);
  BOOST_TEST(net.parameter_count() == 3u * 4 * 9 + 4 + 4 * 3 + 3);
}

BOOST_AUTO_TEST_CASE(an_input_that_is_given_on) {
  nn::Graph<Double> net({3});
  const Value x = net.input();
  net.add<nn::Concatenate>("all", {x, net.add<nn::Linear>("fc", x, 3, 2), x});
  check(net, 2);
}

// ---- the same as a Sequential, and the same bits on any number of threads

BOOST_AUTO_TEST_CASE(a_chain_is_a_sequential) {
  nn::Sequential<Cpu> layers({1, 8, 8});
  layers.add<nn::Conv2d>(1, 16).add<nn::ReLU>().add<nn::MaxPool2d>(2);
  layers.add<nn::Flatten>().add<nn::Linear>(144, 4);
  layers.build(3);
  nn::Graph<Cpu> net({1, 8, 8});
  Value x = net.add<nn::Conv2d>("0", net.input(), 1, 16);
  x = net.add<nn::ReLU>("1", x);
  x = net.add<nn::MaxPool2d>("2", x, 2);
  x = net.add<nn::Flatten>("3", x);
  net.add<nn::Linear>("4", x, 144, 4);
  net.build(3);
  const arma::fmat images = batch(64, 9), dy = batch(4, 9);
  BOOST_TEST(arma::approx_equal(layers.forward(images), net.forward(images),
                                "absdiff", 0.0f));
  BOOST_TEST(&net.activation(0) == &net.activation(3));  // one operator
  layers.backward(dy);
  net.backward(dy);
  BOOST_TEST(
      arma::approx_equal(layers.gradients(), net.gradients(), "absdiff", 0.0f));
  BOOST_TEST(layers.summary() == net.summary());
}

BOOST_AUTO_TEST_CASE(what_others_read_is_not_fused_away) {
  nn::Graph<Cpu> net({4});
  const Value y = net.add<nn::Linear>("fc", net.input(), 4, 4);
  const Value z = net.add<nn::ReLU>("relu", y);
  net.add<nn::Add>("add", {y, z});
  net.build(1);
  const arma::fmat x = batch(4, 6);
  const arma::fmat sum = net.forward(x);
  const arma::fmat before = net.activation(0);
  BOOST_TEST(before.min() < 0);
  const arma::fmat right = before + arma::clamp(before, 0.0f, 1e9f);
  BOOST_TEST(arma::approx_equal(sum, right, "absdiff", 0.0f));
}

BOOST_AUTO_TEST_CASE(the_same_bits_on_any_number_of_threads) {
  const std::string one = trained(1);
  for (const int threads : {2, 3, 5, 16})
    BOOST_TEST(trained(threads) == one, threads << " threads");
}

BOOST_AUTO_TEST_CASE(layers_one_by_one_train_the_same) {
  BOOST_TEST(trained<OneByOne>(1) == trained(1));
}

BOOST_AUTO_TEST_CASE(a_step_allocates_nothing,
                     *boost::unit_test::enable_if<counts_allocations>()) {
  nn::Graph<Cpu> net({1, 14, 14});
  add_all_kinds(net);
  net.build(1);
  const arma::fmat x = batch(196, 37), dy = batch(10, 37);
  const auto step = [&] {
    net.forward(x);
    net.backward(dy);
  };
  step();
  const long before = allocations;
  step();
  BOOST_TEST(allocations == before);
}

// ---- weights

BOOST_AUTO_TEST_CASE(weights_are_named_after_the_layers) {
  nn::Graph<Cpu> net({3, 6, 6});
  two_towers(net);
  net.build(1);
  const std::vector<nn::Tensor> tensors = nn::to_tensors(net);
  std::vector<std::string> names;
  for (const nn::Tensor& tensor : tensors)
    names.push_back(tensor.name);
  const std::vector<std::string> right = {"conv.weight", "conv.bias",
                                          "fc.weight", "fc.bias"};
  BOOST_TEST(names == right, boost::test_tools::per_element());
  nn::Graph<Cpu> other({3, 6, 6});
  two_towers(other);
  other.build(2);
  nn::from_tensors(tensors, "a file", other);
  const arma::fmat x = batch(108, 3);
  BOOST_TEST(
      arma::approx_equal(net.forward(x), other.forward(x), "absdiff", 0.0f));
}

// ---- what is refused

BOOST_AUTO_TEST_CASE(shapes_that_do_not_fit) {
  nn::Graph<Cpu> net({3, 8, 8});
  const Value x = net.input();
  refuses<nn::ShapeError>([&] { net.add<nn::Conv2d>("conv1", x, 4, 8); },
                          {"layer conv1 Conv2d(4 -> 8, 3x3)",
                           "expects 4 channels", "the input is 3x8x8"});
  nn::Graph<Cpu> two({3, 8, 8});
  const Value a = two.add<nn::Conv2d>("a", two.input(), 3, 8);
  const Value b = two.add<nn::Conv2d>("b", two.input(), 3, 8, {.padding = 1});
  refuses<nn::ShapeError>(
      [&] {
        two.add<nn::Add>("sum", {a, b});
      },
      {"layer sum Add", "inputs of one shape",
       "layer a Conv2d(3 -> 8, 3x3) gives 8x6x6", "layer b Conv2d(3 -> 8, 3x3",
       "gives 8x8x8"});
}

BOOST_AUTO_TEST_CASE(images_of_two_sizes_are_not_concatenated) {
  nn::Graph<Cpu> net({3, 8, 8});
  const Value small = net.add<nn::MaxPool2d>("pool", net.input(), 2);
  refuses<nn::ShapeError>(
      [&] {
        net.add<nn::Concatenate>("all", {net.input(), small});
      },
      {"layer all Concatenate", "one height and width", "the input is 3x8x8",
       "layer pool MaxPool2d(2x2, stride 2) gives 3x4x4"});
}

BOOST_AUTO_TEST_CASE(a_layer_of_one_input_takes_no_two) {
  nn::Graph<Cpu> net({3});
  const Value x = net.input();
  refuses<nn::ShapeError>(
      [&] {
        net.add("relu", {x, x}, std::make_unique<nn::ReLU<Cpu>>());
      },
      {"layer relu ReLU", "takes one input, not 2"});
  refuses<nn::Error>(
      [&] { net.add("nothing", {}, std::make_unique<nn::ReLU<Cpu>>()); },
      {"layer nothing", "takes nothing"});
}

BOOST_AUTO_TEST_CASE(what_nobody_takes) {
  nn::Graph<Cpu> net({3, 8, 8});
  const Value a = net.add<nn::Conv2d>("a", net.input(), 3, 8);
  net.add<nn::Conv2d>("lost", net.input(), 3, 8);
  net.add<nn::ReLU>("relu", a);
  refuses<nn::Error>([&] { net.build(1); },
                     {"no layer takes", "layer lost Conv2d(3 -> 8, 3x3)",
                      "8x6x6", "only the last layer"});
}

BOOST_AUTO_TEST_CASE(names_and_values_of_others) {
  nn::Graph<Cpu> net({3}), other({3});
  const Value y = net.add<nn::Linear>("fc", net.input(), 3, 3);
  refuses<nn::Error>([&] { net.add<nn::ReLU>("fc", y); },
                     {"two layers are called fc"});
  refuses<nn::Error>([&] { net.add<nn::ReLU>("", y); }, {"needs a name"});
  refuses<nn::Error>([&] { other.add<nn::ReLU>("relu", y); },
                     {"layer relu", "a value of another graph"});
  refuses<nn::Error>([&] { net.again(net.input(), y); }, {"again()"});
  net.build(1);
  refuses<nn::Error>([&] { net.add<nn::ReLU>("relu", y); },
                     {"ReLU", "after build()"});
}

BOOST_AUTO_TEST_CASE(running_means_are_not_shared) {
  nn::Graph<Cpu> net({3});
  const Value y = net.add<nn::BatchNorm>("bn", net.input(), 3);
  refuses<nn::Error>([&] { net.again(y, net.input()); },
                     {"layer bn BatchNorm(3)", "running means"});
}

BOOST_AUTO_TEST_CASE(a_shared_layer_of_another_shape) {
  nn::Graph<Cpu> net({6});
  const Value y = net.add<nn::Linear>("fc", net.input(), 6, 3);
  refuses<nn::ShapeError>([&] { net.again(y, y); },
                          {"layer fc (2) Linear(6 -> 3)", "expects 6 features",
                           "layer fc Linear(6 -> 3)"});
}
