/// What chapter 11 concludes of trees, naive Bayes and logistic regression.
#pragma once

#include <boost/test/unit_test.hpp>

#include "nn/data/table.hpp"

#include "11_classical/best_split.hpp"
#include "11_classical/experiments.hpp"
#include "11_classical/naive_bayes.hpp"
#include "11_classical/one_vs_rest.hpp"
#include "11_classical/words.hpp"
#include "11_golden.hpp"

namespace chapter11 {

inline Samples table(const std::string& name) {
  return samples_of(nn::load_table(name));
}

// On each table, the errors with entropy and with Gini differ by less than the
// errors of one of them do from split to split.
BOOST_AUTO_TEST_CASE(row_43a_entropy_and_gini_choose_alike) {
  for (const std::string name : {"iris", "wine", "breast_cancer"}) {
    const auto errors = [&](Impurity impurity) {
      return errors_over_splits(
          table(name),
          [&](const Samples& train, const arma::mat& x) {
            return classify(grow_tree(train, {.impurity = impurity}), x);
          },
          20, 2);
    };
    const arma::vec bits = errors(Impurity::entropy),
                    draws = errors(Impurity::gini);
    BOOST_TEST(std::abs(arma::mean(bits) - arma::mean(draws)) <
               arma::stddev(draws));
  }
}

// The petals tell more than the sepals; one threshold finds all of setosa.
BOOST_AUTO_TEST_CASE(row_43a_petals_are_the_better_question) {
  const Samples iris = table("iris");
  const arma::mat targets = one_hot(iris.y, 3);
  const arma::vec ones(150, arma::fill::ones);
  const auto cost = [&](arma::uword feature) {
    return best_split({iris.x, targets, ones},
                      arma::regspace<arma::uvec>(0, 149), arma::uvec{feature},
                      {})
        .cost;
  };
  for (const arma::uword petal : {2u, 3u})
    for (const arma::uword sepal : {0u, 1u})
      BOOST_TEST(cost(petal) < cost(sepal) - 0.1);
  // 100 of 150 samples stay half and half: 2/3 of 1/2.
  BOOST_TEST(std::abs(cost(2) - 1.0 / 3) < 1e-12);
  BOOST_TEST(std::abs(cost(3) - 1.0 / 3) < 1e-12);
}

// Deeper trees: lower training errors, but validation errors fall only up to
// some depth, and so with the size of leaves.
BOOST_AUTO_TEST_CASE(row_43a_too_shallow_and_too_deep) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    arma::vec validation(3, arma::fill::zeros), training = validation;
    const TreeOptions settings[] = {
        {.max_depth = 1}, {.max_depth = 3}, TreeOptions{}};
    double large_leaves = 0;
    for (std::uint32_t draw = 0; draw < 10; ++draw) {
      const Moons data = moons(300, 0.35, seed, draw);
      for (arma::uword k = 0; k < 3; ++k) {
        const Tree tree = grow_tree(data.train, settings[k]);
        training(k) += error_rate(classify(tree, data.train.x), data.train.y);
        validation(k) +=
            error_rate(classify(tree, data.validation.x), data.validation.y);
      }
      large_leaves += error_rate(
          classify(grow_tree(data.train, {.min_leaf = 10}), data.validation.x),
          data.validation.y);
    }
    BOOST_TEST(training(0) > training(1));
    BOOST_TEST(training(2) == 0);
    BOOST_TEST(validation(1) < validation(0) - 10 * 0.03);
    BOOST_TEST(validation(1) < validation(2) - 10 * 0.01);
    BOOST_TEST(large_leaves < validation(2) - 10 * 0.005);
  }
}

// With the price chosen by validation, pruned trees have fewer errors on new
// samples, and a third of the leaves.
BOOST_AUTO_TEST_CASE(row_43a_pruned_trees_are_better_on_new_samples) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    double whole = 0, small = 0, whole_leaves = 0, small_leaves = 0;
    for (std::uint32_t draw = 0; draw < 20; ++draw) {
      const PruningResult r = prune_by_validation(moons(300, 0.35, seed, draw));
      whole += r.whole / 20;
      small += r.pruned / 20;
      whole_leaves += double(r.whole_leaves);
      small_leaves += double(r.pruned_leaves);
    }
    BOOST_TEST(small < whole - 0.015);
    BOOST_TEST(3 * small_leaves < whole_leaves);
  }
}

// Manning et al. 2008, section 13.2: 3/7, 1/14, 2/9, and 0.0003 to 0.0001.
BOOST_AUTO_TEST_CASE(row_43a_the_published_text_example) {
  const Texts texts = four_texts();
  const MultinomialBayes model = fit_multinomial(texts.data);
  const arma::mat share = arma::exp(model.log_share);
  BOOST_TEST(std::abs(share(0, 1) - 3.0 / 7) < 1e-12);
  BOOST_TEST(std::abs(share(4, 1) - 1.0 / 14) < 1e-12);
  BOOST_TEST(std::abs(share(5, 1) - 1.0 / 14) < 1e-12);
  for (const arma::uword word : {0u, 4u, 5u})
    BOOST_TEST(std::abs(share(word, 0) - 2.0 / 9) < 1e-12);
  const arma::vec joint = arma::exp(model.log_joint(texts.unknown));
  BOOST_TEST(std::abs(joint(1) - 0.0003) < 0.00005);
  BOOST_TEST(std::abs(joint(0) - 0.0001) < 0.00005);
}

// For 99 of 100 digits, all ten products are 0 in double precision; their
// posteriors are not lost.
BOOST_AUTO_TEST_CASE(row_43a_products_of_64_shares_vanish) {
  const Samples digits = table("digits");
  const arma::mat joint = fit_multinomial(digits).log_joint(digits.x);
  const arma::rowvec largest = arma::max(arma::exp(joint), 0);
  BOOST_TEST(double(arma::accu(largest == 0)) > 0.99 * 1797);
  const arma::mat p = posteriors(joint);
  BOOST_TEST(arma::abs(arma::sum(p, 0) - 1).max() < 1e-12);
  BOOST_TEST(error_rate(largest_row(p), digits.y) < 0.11);
}

// The pixels of digits are not normal: counts describe them better.
BOOST_AUTO_TEST_CASE(row_43a_the_description_has_to_fit) {
  const Samples digits = table("digits");
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto error = [&](const Classifier& classifier) {
      return arma::mean(errors_over_splits(digits, classifier, 5, seed));
    };
    const double normal = error(gaussian_bayes);
    BOOST_TEST(error(multinomial_bayes) < normal - 0.03);
    BOOST_TEST(error(bernoulli_bayes) < normal - 0.02);
  }
}

// Naive Bayes claims more than it keeps; with copied features it claims still
// more and is right no more often. Logistic regression keeps what it claims.
BOOST_AUTO_TEST_CASE(row_43a_naive_bayes_is_too_sure) {
  const Samples data = table("breast_cancer");
  Samples copied = data;
  copied.x = arma::repmat(data.x, 4, 1);
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Confidence bayes = confidence_of_bayes(data, 10, seed),
                     twice = confidence_of_bayes(copied, 10, seed),
                     logistic = confidence_of_logistic(data, 10, seed);
    BOOST_TEST(bayes.claimed > bayes.right + 0.03);
    BOOST_TEST(twice.claimed > bayes.claimed + 0.002);
    BOOST_TEST(twice.right < bayes.right + 0.005);
    BOOST_TEST(std::abs(logistic.claimed - logistic.right) < 0.02);
    BOOST_TEST(logistic.right > bayes.right + 0.02);
  }
}

// No line separates versicolor from the two others; which of three scores is
// the largest is right far more often.
BOOST_AUTO_TEST_CASE(row_43a_the_middle_class_has_no_line) {
  const Samples iris = table("iris");
  const arma::mat w = fit_one_vs_rest(iris);
  const auto error = [&](arma::uword c) {
    const arma::uvec yes = logistic_probabilities(w.col(c), iris.x) > 0.5;
    return error_rate(yes, iris.y == c);
  };
  BOOST_TEST(error(0) == 0);
  BOOST_TEST(error(1) > 0.2);
  BOOST_TEST(error(2) < 0.05);
  BOOST_TEST(error_rate(largest_row(one_vs_rest_probabilities(w, iris.x)),
                        iris.y) < 0.07);
}

}  // namespace chapter11
