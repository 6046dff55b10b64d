// Convolution, pooling and BatchNorm against values recorded from PyTorch.
#include <boost/test/unit_test.hpp>

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/model/weights.hpp"

#include "golden.hpp"
#include "unit/backends.hpp"

namespace {

template <class B>
constexpr double tolerance =
    std::same_as<typename B::Real, double> ? 1e-12 : 4e-6;

/// A tensor [n, c, h, w] (or [n, c]) as columns, channels fastest.
arma::mat images(const nlohmann::json& tensor) {
  const auto shape = tensor.at("shape").get<std::vector<arma::uword>>();
  const auto values = tensor.at("values").get<std::vector<double>>();
  const arma::uword n = shape[0], c = shape[1], pixels = values.size() / n / c;
  arma::mat m(c * pixels, n);
  for (arma::uword i = 0; i < values.size(); ++i)
    m(i % pixels * c + i / pixels % c, i / pixels / c) = values[i];
  return m;
}

nn::Shape shape_of(const nlohmann::json& tensor) {
  const auto s = tensor.at("shape").get<std::vector<std::size_t>>();
  return s.size() == 2 ? nn::Shape{s[1]} : nn::Shape{s[1], s[2], s[3]};
}

/// Weight and bias, in PyTorch's order, into our layout.
template <class B>
void set(nn::Sequential<B>& model, const nlohmann::json& c) {
  std::vector<nn::Tensor> tensors = nn::to_tensors(model);
  for (std::size_t i : {0, 1})
    tensors[i].values =
        c[i == 0 ? "weight" : "bias"]["values"].get<std::vector<float>>();
  nn::from_tensors(tensors, "golden", model);
}

/// A gradient in PyTorch's order, beside the expected one.
template <class B>
void check_gradient(nn::Parameter<B>& p, const nlohmann::json& expected) {
  const arma::fmat ours = B::to_host(p.gradient);
  std::vector<float> torch(ours.n_elem);
  nn::convert_layout(p.torch, {ours.memptr(), ours.n_elem}, torch, false);
  const auto values = expected["values"].get<std::vector<double>>();
  BOOST_TEST(golden::distance(arma::fmat(arma::fvec(torch)),
                              arma::mat(arma::vec(values))) <= 4e-6,
             p.name << " gradient");
}

template <class B>
void check_forward_and_backward(nn::Sequential<B>& model,
                                const nlohmann::json& c) {
  using Matrix = typename B::Matrix;
  const auto in = [](const arma::mat& m) {
    return arma::conv_to<Matrix>::from(m);
  };
  const Matrix x = in(images(c["x"]));
  BOOST_TEST(golden::distance(model.forward(x), images(c["y"])) <=
             tolerance<B>);
  BOOST_TEST(golden::distance(model.backward_to_input(in(images(c["dy"]))),
                              images(c["dx"])) <= tolerance<B>);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(convolution, B, Backends) {
  int checked = 0;
  for (const auto& c : golden::load("conv")) {
    nn::Sequential<B> model(shape_of(c["x"]));
    const auto get = [&](const char* name) {
      return c[name].template get<std::size_t>();
    };
    model.template add<nn::Conv2d>(get("in_channels"), get("out_channels"),
                                   {.kernel = get("kernel"),
                                    .stride = get("stride"),
                                    .padding = get("padding")});
    model.build(1);
    set(model, c);
    BOOST_TEST_CONTEXT("case " << checked) {
      check_forward_and_backward(model, c);
      const auto all = model.named_parameters();
      check_gradient(*all[0].parameter, c["dweight"]);
      check_gradient(*all[1].parameter, c["dbias"]);
    }
    ++checked;
  }
  BOOST_TEST(checked == 9);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(pooling, B, Backends) {
  int checked = 0;
  for (const auto& c : golden::load("pool")) {
    nn::Sequential<B> model(shape_of(c["x"]));
    const std::string name = c["name"];
    const auto get = [&](const char* key) {
      return c[key].template get<std::size_t>();
    };
    if (name == "max")
      model.template add<nn::MaxPool2d>(
          get("kernel"), {.stride = get("stride"), .padding = get("padding")});
    else if (name == "avg" ||
             (name == "avg_exclude_pad" && get("padding") == 0))
      model.template add<nn::AveragePool2d>(
          get("kernel"), {.stride = get("stride"), .padding = get("padding")});
    else if (name == "global_avg" && c["x"]["shape"][2] == c["x"]["shape"][3])
      model.template add<nn::GlobalAveragePool2d>();
    else
      continue;
    model.build(1);
    BOOST_TEST_CONTEXT(name << " " << checked)
    check_forward_and_backward(model, c);
    ++checked;
  }
  BOOST_TEST(checked >= 10);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(batch_normalization, B, Backends) {
  int checked = 0;
  for (const auto& c : golden::load("batch_norm")) {
    nn::Sequential<B> model(shape_of(c["train_1"]["x"]));
    model.template add<nn::BatchNorm>(
        c["train_1"]["x"]["shape"][1],
        {.momentum = c["momentum"], .epsilon = c["eps"]});
    model.build(1);
    set(model, c);
    const auto states = model.named_states();
    const auto check_running = [&](const nlohmann::json& expected) {
      for (std::size_t k : {0, 1}) {
        const auto& values = states[k].state->values;
        const auto want =
            expected[k == 0 ? "running_mean" : "running_var"]["values"]
                .template get<std::vector<double>>();
        for (std::size_t i = 0; i < want.size(); ++i)
          BOOST_TEST(std::abs(values[i] - want[i]) <=
                     tolerance<B> * (1 + std::abs(want[i])));
      }
    };
    BOOST_TEST(states[0].name == "0.running_mean");
    for (const char* pass : {"train_1", "train_2"}) {
      check_forward_and_backward(model, c[pass]);
      check_running(c[pass]);
      const auto all = model.named_parameters();
      check_gradient(*all[0].parameter, c[pass]["dweight"]);
      check_gradient(*all[1].parameter, c[pass]["dbias"]);
    }
    const auto x =
        arma::conv_to<typename B::Matrix>::from(images(c["eval"]["x"]));
    BOOST_TEST(golden::distance(model.forward(x, nn::Mode::evaluate),
                                images(c["eval"]["y"])) <= tolerance<B>);
    check_running(c["eval"]);
    ++checked;
  }
  BOOST_TEST(checked == 2);
}
