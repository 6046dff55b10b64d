// Standard deviations of the starting weights, and that they are reached.
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"

#include "golden.hpp"

BOOST_AUTO_TEST_CASE(standard_deviations_are_those_of_pytorch) {
  int checked = 0;
  const auto init = golden::load("init");
  for (const auto& c : init["cases"]) {
    const std::size_t in = c["fan_in"], out = c["fan_out"];
    const double xavier = c["xavier_normal"]["std"];
    const double he = c["kaiming_normal_relu"]["std"];
    BOOST_TEST(std::abs(nn::xavier().standard_deviation(in, out) - xavier) <
               1e-12);
    BOOST_TEST(std::abs(nn::he().standard_deviation(in, out) - he) < 1e-12);
    ++checked;
  }
  BOOST_TEST(checked >= 5);
}

BOOST_AUTO_TEST_CASE(weights_have_the_deviation_that_was_asked_for) {
  const double asked[] = {0, 0.01, std::sqrt(2.0 / 700), std::sqrt(2.0 / 400)};
  const nn::Initializer rules[] = {nn::zeros(), nn::normal(0.01), nn::xavier(),
                                   nn::he()};
  for (std::size_t i = 0; i < 4; ++i) {
    nn::Sequential<nn::Cpu> model({400});
    model.add<nn::Linear>(400, 300, rules[i]);
    model.build(1);
    const auto all = model.named_parameters();
    const arma::fmat& W = all[0].parameter->value;
    // The deviation of n draws has the relative error 1/sqrt(2n) = 0.2 %;
    // five of them are allowed.
    BOOST_TEST(std::abs(arma::stddev(arma::vectorise(W)) - asked[i]) <=
               0.0103 * asked[i]);
    BOOST_TEST(std::abs(arma::mean(arma::vectorise(W))) <= 0.0145 * asked[i]);
    BOOST_TEST(arma::abs(all[1].parameter->value).max() == 0);
  }
}
