// The linear layer and a small network that learns, against values recorded
// from PyTorch, on all three backends. Activations, losses and optimizers have
// files of their own: golden_*.cpp.
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "golden_tools.hpp"

namespace {

template <class B>
void set_parameters(nn::Sequential<B>& model, const nlohmann::json& tensors) {
  for (auto& [name, p] : model.named_parameters())
    p->value = in<B>(p->cols == 1 ? golden::batch(tensors.at(name))
                                  : golden::weight(tensors.at(name)));
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(linear, B, Backends) {
  for (const auto& c : golden::load("linear")) {
    nn::Sequential<B> model({c["in_features"]});
    model.template add<nn::Linear>(c["in_features"].template get<int>(),
                                   c["out_features"].template get<int>());
    model.build(1);
    auto all = model.named_parameters();
    all[0].parameter->value = in<B>(golden::weight(c["weight"]));
    all[1].parameter->value = in<B>(golden::batch(c["bias"]));
    const auto x = in<B>(golden::batch(c["x"]));
    const auto dy = in<B>(golden::batch(c["dy"]));
    const double bound = tolerance<B>;
    BOOST_TEST(golden::distance(model.forward(x), golden::batch(c["y"])) <=
               bound);
    BOOST_TEST(golden::distance(model.backward_to_input(dy),
                                golden::batch(c["dx"])) <= bound);
    BOOST_TEST(golden::distance(all[0].parameter->gradient,
                                golden::weight(c["dweight"])) <= bound);
    BOOST_TEST(golden::distance(all[1].parameter->gradient,
                                golden::batch(c["dbias"])) <= bound);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(twenty_training_steps_of_a_network, B, Backends) {
  const auto c = golden::load("mlp_steps");
  nn::Sequential<B> model({5});
  model.template add<nn::Linear>(5, 7).template add<nn::ReLU>();
  model.template add<nn::Linear>(7, 4).template add<nn::Tanh>();
  model.template add<nn::Linear>(4, 3);
  model.build(1);
  set_parameters(model, c["start"]);
  nn::Adam<B> adam(model, c["lr"]);
  nn::SoftmaxCrossEntropy<B> loss;
  const auto x = in<B>(golden::batch(c["x"]));
  const auto labels = golden::labels(c["labels"]);
  typename B::Matrix d(3, x.n_cols);
  // Adam divides by the root of small gradients: their rounding grows.
  const double bound = tolerance<B> * 10;
  const auto losses = c["losses"];
  for (std::size_t step = 0; step < 20; ++step) {
    const auto& logits = model.forward(x);
    const double expected = losses[step];
    BOOST_TEST(std::abs(loss(logits, labels, d) - expected) <= bound);
    model.backward(d);
    if (step == 0)
      for (auto& [name, p] : model.named_parameters()) {
        const auto& tensor = c["gradients"][name];
        BOOST_TEST(
            golden::distance(p->gradient,
                             p->cols == 1 ? golden::batch(tensor)
                                          : golden::weight(tensor)) <= bound,
            name);
      }
    adam.step();
  }
  for (auto& [name, p] : model.named_parameters()) {
    const auto& tensor = c["final"][name];
    BOOST_TEST(golden::distance(p->value,
                                p->cols == 1 ? golden::batch(tensor)
                                             : golden::weight(tensor)) <= bound,
               name);
  }
}
