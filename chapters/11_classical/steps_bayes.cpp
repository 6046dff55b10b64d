#include "steps_bayes.hpp"

#include <string>

#include "nn/core/print.hpp"
#include "nn/data/table.hpp"

#include "experiments.hpp"
#include "naive_bayes.hpp"
#include "one_vs_rest.hpp"
#include "show/report_bayes.hpp"
#include "show/report_trees.hpp"
#include "words.hpp"

namespace chapter11 {

void urns_of_words() {
  nn::heading("Which class wrote this text? Counted words");
  print_texts(four_texts(), 1);
  fmt::print("\n");
  print_texts(four_texts(), 0);
}

void products_that_vanish() {
  nn::heading("A product of many probabilities is 0");
  const Samples digits = samples_of(nn::load_table("digits"));
  print_underflow(fit_multinomial(digits), digits);
}

void three_kinds_of_bayes(const nn::Options& options) {
  nn::heading("Three descriptions of a feature");
  const int splits = options.smoke ? 2 : 20;
  fmt::print("  test error (%), {} splits\n", splits);
  fmt::print("  table              normal   yes or no          counts\n");
  for (const std::string name : {"iris", "wine", "breast_cancer", "digits"}) {
    const Samples data = samples_of(nn::load_table(name));
    const auto errors = [&](const Classifier& classifier) {
      return percent(
          errors_over_splits(data, classifier, splits, options.seed));
    };
    fmt::print("  {:<14}{}", name, errors(gaussian_bayes));
    if (name == "digits")
      fmt::print("  {}  {}", errors(bernoulli_bayes),
                 errors(multinomial_bayes));
    fmt::print("\n");
  }
  draw_densities(options.out, nn::load_table("iris"), 2);
}

void sure_and_wrong(const nn::Options& options) {
  nn::heading("Sure, and wrong: features are not independent");
  const int splits = options.smoke ? 2 : 20;
  fmt::print("  breast_cancer, {} splits    says it is right    is right (%)\n",
             splits);
  const Samples data = samples_of(nn::load_table("breast_cancer"));
  for (const arma::uword copies : {1u, 2u, 4u}) {
    Samples more = data;
    more.x = arma::repmat(data.x, copies, 1);
    const Confidence of = confidence_of_bayes(more, splits, options.seed);
    fmt::print("  naive Bayes, features x {} {:19.2f} {:15.2f}\n", copies,
               100 * of.claimed, 100 * of.right);
  }
  const Confidence of = confidence_of_logistic(data, splits, options.seed);
  fmt::print("  logistic regression       {:18.2f} {:15.2f}\n",
             100 * of.claimed, 100 * of.right);
}

}  // namespace chapter11
