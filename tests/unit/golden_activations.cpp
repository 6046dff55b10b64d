// Activations against values recorded from PyTorch, on all three backends.
#include "nn/layers/activation.hpp"
#include "nn/model/sequential.hpp"

#include "golden_tools.hpp"

namespace {

/// Adds nothing if `name` is not one of ours.
template <class B>
void add_layer(nn::Sequential<B>& model, const std::string& name) {
  if (name == "relu") model.template add<nn::ReLU>();
  if (name == "sigmoid") model.template add<nn::Sigmoid>();
  if (name == "tanh") model.template add<nn::Tanh>();
  if (name == "identity") model.template add<nn::Identity>();
  if (name == "leaky_relu_0.01") model.template add<nn::LeakyReLU>();
  if (name == "leaky_relu_0.2") model.template add<nn::LeakyReLU>(0.2);
  if (name == "gelu") model.template add<nn::GELU>();
  if (name == "softmax") model.template add<nn::Softmax>();
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(activations, B, Backends) {
  int checked = 0;
  for (const auto& c : golden::load("activations")) {
    const arma::mat x64 = golden::batch(c["x"]);
    nn::Sequential<B> model({x64.n_rows});
    const std::string name = c["name"];
    add_layer(model, name);
    BOOST_REQUIRE_MESSAGE(model.layer_count() == 1, "unknown: " << name);
    model.build(1);
    const auto x = in<B>(x64);
    BOOST_TEST(golden::distance(model.forward(x), golden::batch(c["y"])) <=
                   tolerance<B>,
               name);
    BOOST_TEST(
        golden::distance(model.backward_to_input(in<B>(golden::batch(c["dy"]))),
                         golden::batch(c["dx"])) <= tolerance<B>,
        name << " backward");
    ++checked;
  }
  BOOST_TEST(checked == 8);
}

BOOST_AUTO_TEST_CASE(a_negative_slope_is_refused) {
  BOOST_CHECK_THROW(nn::LeakyReLU<nn::Cpu>(-0.1), nn::UsageError);
  BOOST_CHECK_THROW(nn::LeakyReLU<nn::Cpu>(std::nan("")), nn::UsageError);
}
