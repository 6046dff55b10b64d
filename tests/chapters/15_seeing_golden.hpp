/// What PyTorch has recorded of maps and of a fast step.
#pragma once

#include "nn/model/weights.hpp"

#include "15_architectures/attacks.hpp"
#include "15_architectures/grad_cam.hpp"
#include "15_seeing_tools.hpp"
#include "golden.hpp"

namespace chapter15 {

/// The recorded network.
template <class B>
std::unique_ptr<nn::Sequential<B>> recorded_network(const nlohmann::json& all) {
  auto net = std::make_unique<nn::Sequential<B>>(nn::Shape{2, 6, 6});
  net->template add<nn::Conv2d>(2, 3, nn::Conv2dOptions{.padding = 1});
  net->template add<nn::ReLU>();
  net->template add<nn::Conv2d>(3, 4,
                                nn::Conv2dOptions{.stride = 2, .padding = 1});
  net->template add<nn::ReLU>().template add<Watch>();
  net->template add<nn::GlobalAveragePool2d>();
  net->template add<nn::Linear>(4, 3);
  net->build(1);
  std::vector<nn::Tensor> tensors;
  for (const auto& [name, tensor] : all.at("weights").items())
    tensors.push_back(
        {name, tensor.at("shape").template get<std::vector<std::size_t>>(),
         tensor.at("values").template get<std::vector<float>>()});
  nn::from_tensors(tensors, "seeing.json", *net);
  return net;
}

/// Images [n, 2, 6, 6] as our columns, channels fastest.
inline arma::mat recorded_images(const nlohmann::json& tensor) {
  const auto values = tensor.at("values").get<std::vector<double>>();
  arma::mat x(72, values.size() / 72);
  for (arma::uword n = 0; n < x.n_cols; ++n)
    for (arma::uword c = 0; c < 2; ++c)
      for (arma::uword i = 0; i < 36; ++i)
        x(i * 2 + c, n) = values[n * 72 + c * 36 + i];
  return x;
}

BOOST_AUTO_TEST_CASE(pytorch_sees_the_same) {
  const auto all = golden::load("seeing");
  const auto net = recorded_network<seeing_tests::Double>(all);
  const arma::mat x = recorded_images(all.at("x"));
  const ClassList classes = golden::labels(all.at("classes"));
  // Double, sums of a few hundred products.
  BOOST_TEST(
      golden::distance(logit_gradient<seeing_tests::Double>(*net, x, classes),
                       recorded_images(all.at("slopes"))) < 1e-12);
  BOOST_TEST(golden::distance(grad_cam<seeing_tests::Double>(*net, x, classes),
                              golden::batch(all.at("grad_cam"))) < 1e-12);
  const auto fast = recorded_network<nn::Cpu>(all);
  const arma::fmat images = arma::conv_to<arma::fmat>::from(x);
  // Float.
  BOOST_TEST(golden::distance(loss_gradient(*fast, images, classes),
                              recorded_images(all.at("loss_slopes"))) < 1e-5);
  BOOST_TEST(
      golden::distance(fast_gradient_sign(*fast, images, classes, 0.125f),
                       recorded_images(all.at("fast"))) < 1e-6);
}

}  // namespace chapter15
