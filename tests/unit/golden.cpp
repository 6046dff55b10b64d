// Layers, losses and optimizers against values recorded from PyTorch, on all
// three backends.
#include "golden.hpp"

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

using Backends =
    boost::mpl::list<nn::Reference<double>, nn::Reference<float>, nn::Cpu>;

namespace {

/// Rounding: PyTorch computed in double. In float every number of these small
/// sums has seven digits.
template <class B>
constexpr double tolerance =
    std::same_as<typename B::Real, double> ? 1e-12 : 2e-6;

template <class B>
typename B::Matrix in(const arma::mat& m) {
  return arma::conv_to<typename B::Matrix>::from(m);
}

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

BOOST_AUTO_TEST_CASE_TEMPLATE(activations, B, Backends) {
  int checked = 0;
  for (const auto& c : golden::load("activations")) {
    const arma::mat x64 = golden::batch(c["x"]);
    nn::Sequential<B> model({x64.n_rows});
    const std::string name = c["name"];
    if (name == "relu")
      model.template add<nn::ReLU>();
    else if (name == "sigmoid")
      model.template add<nn::Sigmoid>();
    else if (name == "tanh")
      model.template add<nn::Tanh>();
    else if (name == "identity")
      model.template add<nn::Identity>();
    else
      continue;
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
  BOOST_TEST(checked == 4);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(losses, B, Backends) {
  int checked = 0;
  for (const auto& c : golden::load("losses")) {
    const auto x = in<B>(golden::batch(c["x"]));
    typename B::Matrix dx(arma::size(x));
    dx.fill(arma::Datum<typename B::Real>::nan);
    const std::string name = c["name"];
    double loss = arma::datum::nan;
    if (name == "mse") {
      loss = B::mean_squared_error(x, in<B>(golden::batch(c["target"])), dx);
    } else if (name.starts_with("cross_entropy") && c["label_smoothing"] == 0) {
      nn::SoftmaxCrossEntropy<B> cross_entropy;
      loss = cross_entropy(x, golden::labels(c["target"]), dx);
    } else {
      continue;
    }
    const double expected = c["loss"];
    BOOST_TEST(std::abs(loss - expected) <=
                   tolerance<B> * std::max(1.0, std::abs(expected)),
               name);
    BOOST_TEST(golden::distance(dx, golden::batch(c["dx"])) <= tolerance<B>,
               name << " gradient");
    ++checked;
  }
  BOOST_TEST(checked == 4);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(hundred_steps_of_each_optimizer, B, Backends) {
  using Matrix = typename B::Matrix;
  int checked = 0;
  for (const auto& c : golden::load("optimizers")) {
    const std::string name = c["name"];
    const auto& s = c["settings"];
    Matrix w = in<B>(golden::batch(c["start"]));
    Matrix g(arma::size(w));
    std::unique_ptr<nn::Optimizer<B>> optimizer;
    if (name == "sgd")
      optimizer = std::make_unique<nn::Sgd<B>>(w, g, s["lr"]);
    else if (name == "momentum")
      optimizer =
          std::make_unique<nn::Momentum<B>>(w, g, s["lr"], s["momentum"]);
    else if (name == "adam")
      optimizer = std::make_unique<nn::Adam<B>>(w, g, s["lr"], s["betas"][0],
                                                s["betas"][1], s["eps"]);
    else
      continue;
    const auto steps = c["steps"].template get<std::vector<int>>();
    const arma::mat expected = golden::batch(c["w"]);  // a column a step
    for (int t = 1, k = 0; t <= 100; ++t) {
      for (arma::uword i = 0; i < w.n_elem; ++i)
        g(i) = static_cast<typename B::Real>(
            (static_cast<double>(i) + 1) / 2 * w(i) +
            0.3 * std::sin(0.1 * t + static_cast<double>(i)));
      optimizer->step();
      if (t != steps[static_cast<std::size_t>(k)]) continue;
      BOOST_TEST(golden::distance(
                     w, arma::mat(expected.col(static_cast<arma::uword>(k)))) <=
                     tolerance<B>,
                 name << " after " << t << " steps");
      ++k;
    }
    ++checked;
  }
  BOOST_TEST(checked == 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(twenty_training_steps_of_a_network, B, Backends) {
  const auto c = golden::load("mlp_steps");
  nn::Sequential<B> model({5});
  model.template add<nn::Linear>(5, 7).template add<nn::ReLU>();
  model.template add<nn::Linear>(7, 4).template add<nn::Tanh>();
  model.template add<nn::Linear>(4, 3);
  model.build(1);
  set_parameters(model, c["start"]);
  nn::Adam<B> adam(model.parameters(), model.gradients(), c["lr"]);
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
