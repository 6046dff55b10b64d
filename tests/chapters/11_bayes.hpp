/// Naive Bayes: a published example by hand, and scikit-learn's posteriors.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"

#include "11_classical/naive_bayes.hpp"
#include "11_golden.hpp"

namespace chapter11 {

BOOST_AUTO_TEST_CASE(row_43a_posteriors_are_scikit_learns) {
  int checked = 0;
  for (const auto& c : recorded("bayes")) {
    const Samples data = samples(c);
    const auto name = c.at("name").get<std::string>();
    const double alpha = c.at("alpha").get<double>();
    const arma::mat test = golden::batch(c.at("test"));
    const arma::mat joint = name == "gaussian"
                                ? fit_gaussian(data).log_joint(test)
                            : name.starts_with("bernoulli")
                                ? fit_bernoulli(data, alpha).log_joint(test)
                                : fit_multinomial(data, alpha).log_joint(test);
    BOOST_TEST_CONTEXT(name)
    BOOST_TEST(apart(arma::log(posteriors(joint)),
                     golden::batch(c.at("log_posterior"))) < 1e-10);
    ++checked;
  }
  BOOST_TEST(checked == 5);
}

// A fold of few samples may lack a class.
BOOST_AUTO_TEST_CASE(row_43a_a_class_without_samples_is_refused) {
  const Samples two{{{1, 2}}, {0, 2}, 3};
  for (const auto fit : {+[](const Samples& data) { fit_gaussian(data, 1e-9); },
                         +[](const Samples& data) { fit_bernoulli(data, 1); }})
    BOOST_CHECK_EXCEPTION(
        fit(two), nn::UsageError, [](const nn::UsageError& error) {
          return std::string(error.what()).find("class 1") != std::string::npos;
        });
}

// Subtracting the largest changes nothing but what underflows.
BOOST_AUTO_TEST_CASE(row_43a_posteriors_survive_where_products_are_0) {
  const arma::mat p = posteriors({{-1000, -1}, {-1001, -2}});
  const double e = 1 / (1 + std::exp(-1.0));
  BOOST_TEST(apart(p, {{e, e}, {1 - e, 1 - e}}) < 1e-12);
  BOOST_TEST(std::exp(-1000.0) == 0);  // a quotient of products is 0 / 0
}

// Features that are copies count again: the log-odds are doubled.
BOOST_AUTO_TEST_CASE(row_43a_a_copied_feature_doubles_the_evidence) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    nn::Random random(seed);
    Samples data = two_moons(200, 0.3, random), twice = data;
    twice.x = arma::join_cols(data.x, data.x);
    const arma::mat one = fit_gaussian(data, 0).log_joint(data.x),
                    two = fit_gaussian(twice, 0).log_joint(twice.x);
    // Both classes have as many samples: the priors cancel.
    BOOST_TEST(apart(two.row(1) - two.row(0), 2 * (one.row(1) - one.row(0))) <
               1e-9);
  }
}

BOOST_AUTO_TEST_CASE(row_43a_smoothing_lets_no_word_rule_a_class_out) {
  const Samples data{{{3, 0}, {1, 2}}, {0, 1}, 2};
  const arma::mat unseen = arma::vec{1, 0};  // class 1 has never had word 0
  BOOST_TEST(posteriors(fit_multinomial(data, 1).log_joint(unseen))(1) > 0.2);
  BOOST_TEST(posteriors(fit_multinomial(data, 0).log_joint(unseen))(1) == 0);
}

}  // namespace chapter11
