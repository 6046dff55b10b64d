// Standard deviations of the initial weights, and that they are reached.
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

namespace {

/// From the identity to the products of all columns (or rows, if fewer).
double distance_to_orthogonal(const arma::mat& W, double gain) {
  const arma::mat G = W.n_rows < W.n_cols ? arma::mat(W.t()) : W;
  const arma::mat product = G.t() * G / (gain * gain);
  return arma::abs(product - arma::eye(arma::size(product))).max();
}

arma::mat drawn(std::size_t rows, std::size_t cols, double gain = 1) {
  nn::Random random(3, nn::Stream::weights);
  return arma::conv_to<arma::mat>::from(
      nn::fill_weights(nn::orthogonal(gain), rows, cols, cols, rows, random));
}

}  // namespace

BOOST_AUTO_TEST_CASE(orthogonal_matrices_keep_lengths) {
  for (auto [rows, cols] : {std::array<std::size_t, 2>{1, 1},
                            {5, 5},
                            {300, 400},
                            {400, 300},
                            {10, 1},
                            {1, 10}}) {
    const arma::mat W = drawn(rows, cols, 1.5);
    BOOST_TEST(W.n_rows == rows);
    BOOST_TEST(W.n_cols == cols);
    // float entries of about 1/sqrt(n): their products round to 1e-7.
    BOOST_TEST(distance_to_orthogonal(W, 1.5) < 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(orthogonal_is_lapacks_q_with_a_positive_diagonal_of_r) {
  nn::Random random(3, nn::Stream::weights);
  arma::mat A(60, 40), Q, R;
  A.imbue([&] { return random.normal(); });
  BOOST_REQUIRE(arma::qr_econ(Q, R, A));
  Q.each_row() %= arma::sign(R.diag()).t();
  BOOST_TEST(arma::abs(drawn(60, 40) - Q).max() < 1e-6);  // float
}

BOOST_AUTO_TEST_CASE(other_rules_draw_number_by_number) {
  nn::Random a(7, nn::Stream::weights), b(7, nn::Stream::weights);
  const arma::fmat W = nn::fill_weights(nn::he(), 3, 4, 4, 3, a);
  for (const float w : W)
    BOOST_TEST(w == static_cast<float>(std::sqrt(0.5) * b.normal()));
  BOOST_TEST(arma::abs(nn::fill_weights(nn::zeros(), 3, 4, 4, 3, a)).max() ==
             0);
}
