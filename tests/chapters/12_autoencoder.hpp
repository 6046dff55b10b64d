/// The sparse autoencoder.
#pragma once

#include "nn/reference/reference.hpp"

#include "12_tools.hpp"
#include "12_unsupervised/autoencoder.hpp"
#include "12_unsupervised/code_trials.hpp"
#include "12_unsupervised/images.hpp"

namespace chapter12 {

// Row 43b: the divergence is 0 where both agree, grows on both sides, and has
// this slope.
BOOST_AUTO_TEST_CASE(row_43b_divergence_and_its_slope) {
  BOOST_TEST(std::abs(divergence(0.05, 0.05)) < 1e-15);
  // 0.5 log(0.5 / 0.25) + 0.5 log(0.5 / 0.75)
  BOOST_TEST(
      divergence(0.5, 0.25) == 0.5 * std::log(2.0) + 0.5 * std::log(2.0 / 3),
      tt::tolerance(1e-14));
  for (const double found : {0.01, 0.05, 0.3, 0.9}) {
    const double h = 1e-6;
    const double measured =
        (divergence(0.05, found + h) - divergence(0.05, found - h)) / (2 * h);
    // h^2 times a third derivative of at most 1e5 = 1e-7.
    BOOST_TEST(std::abs(divergence_slope(0.05, found) - measured) < 1e-6);
    BOOST_TEST(divergence(0.05, found) >= 0);
  }
}

// Row 43b: all gradients, with and without the penalty.
BOOST_AUTO_TEST_CASE(row_43b_gradient_check_of_the_sparse_autoencoder) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    for (const double weight : {0.0, 0.1, 3.0})
      BOOST_TEST(gradient_error({0.05, weight}, seed) < 1e-7);
}

// Row 43b: the loss by its formula.
BOOST_AUTO_TEST_CASE(row_43b_loss_of_the_sparse_autoencoder_by_its_formula) {
  const arma::mat x = arma::abs(random_matrix(6, 5, 1));
  SparseAutoencoder<nn::Reference<double>> model(6, 4, {0.1, 2}, 3);
  model.decoder.parameters() = random_matrix(30, 1, 2);
  const auto encoder = model.encoder.named_parameters();
  const auto decoder = model.decoder.named_parameters();
  arma::mat h = encoder[0].parameter->value * x;
  h.each_col() += arma::vec(encoder[1].parameter->value);
  h = 1 / (1 + arma::exp(-h));
  arma::mat y = decoder[0].parameter->value * h;
  y.each_col() += arma::vec(decoder[1].parameter->value);
  double expected = 0;
  for (arma::uword i = 0; i < 5; ++i)
    expected += arma::accu(arma::square(y.col(i) - x.col(i))) / 2 / 5;
  for (arma::uword j = 0; j < 4; ++j)
    expected += 2 * divergence(0.1, arma::mean(h.row(j)));
  BOOST_TEST(model.loss(x) == expected, tt::tolerance(1e-12));
}

// The penalty switches units off: fewer matter to an image, and the price is a
// larger error of what is given back.
BOOST_AUTO_TEST_CASE(the_penalty_makes_codes_sparse_and_costs_accuracy) {
  const arma::mat x = small_digits().x.head_cols(1000);
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto with = [&](double weight) {
      const Learned learned = learn_codes(x, 100, {0.05, weight}, 60, seed);
      BOOST_TEST(learned.losses.back() < learned.losses.front() / 2);
      return statistics_of(learned, x);
    };
    const CodeStatistics plain = with(0), sparse = with(0.03), more = with(0.3);
    BOOST_TEST(plain.mean > 0.25);
    BOOST_TEST(sparse.mean < 0.4 * plain.mean);
    BOOST_TEST(more.mean < 0.1);
    BOOST_TEST(sparse.busy < 0.3 * plain.busy);
    BOOST_TEST(more.busy < sparse.busy + 0.05);
    BOOST_TEST(plain.error < more.error);
  }
}

// Row 43b: a linear autoencoder finds the space of the first components.
BOOST_AUTO_TEST_CASE(row_43b_a_linear_autoencoder_is_pca) {
  const arma::mat x = small_digits().x;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const LinearCodes codes = linear_codes(x, 5, 4000, seed);
    BOOST_TEST(codes.network >= codes.pca - 1e-9);  // PCA is the optimum
    BOOST_TEST(codes.network < codes.pca * 1.0001);
    BOOST_TEST(codes.angle < 1);
  }
}

}  // namespace chapter12
