#include "report_bayes.hpp"

#include <cmath>
#include <numbers>

#include "nn/core/print.hpp"
#include "nn/figures/figure.hpp"

namespace chapter11 {

void print_texts(const Texts& texts, double alpha) {
  const MultinomialBayes model = fit_multinomial(texts.data, alpha);
  const arma::mat counts = class_sums(texts.data);
  fmt::print(
      "  alpha = {}    in text   other   China   P(word | other)   "
      "P(word | China)\n",
      alpha);
  for (arma::uword w = 0; w < texts.words.size(); ++w)
    fmt::print("  {:<12}{:8} {:8} {:7} {:17.4f} {:17.4f}\n", texts.words[w],
               texts.unknown(w), counts(w, 0), counts(w, 1),
               std::exp(model.log_share(w, 0)),
               std::exp(model.log_share(w, 1)));
  arma::vec joint = arma::exp(model.log_prior);
  for (arma::uword c = 0; c < joint.n_elem; ++c)
    for (arma::uword w = 0; w < texts.words.size(); ++w)
      joint(c) *= std::pow(std::exp(model.log_share(w, c)), texts.unknown(w));
  fmt::print("  P(class) P(text | class)          {:17.7f} {:17.7f}\n",
             joint(0), joint(1));
  fmt::print("  P(class | text)                   {:17.4f} {:17.4f}\n",
             joint(0) / arma::accu(joint), joint(1) / arma::accu(joint));
}

void print_underflow(const MultinomialBayes& model, const Samples& data) {
  fmt::print(
      "  digit   product of all shares   sum of their logarithms   "
      "P(class | image)\n");
  for (arma::uword c = 0; c < 5; ++c) {
    const arma::uvec of_class = arma::find(data.y == c, 1);
    const arma::vec x = data.x.col(of_class(0));
    const arma::vec joint = model.log_joint(x);
    double product = std::exp(model.log_prior(c));
    for (arma::uword f = 0; f < x.n_elem; ++f)
      product *= std::pow(std::exp(model.log_share(f, c)), x(f));
    fmt::print("  {:5} {:>23} {:25.2f} {:18.6f}\n", c, product, joint(c),
               posteriors(joint)(c));
  }
}

void draw_densities(const std::filesystem::path& out, const nn::Table& table,
                    arma::uword feature) {
  const Samples data = samples_of(table);
  const GaussianBayes model = fit_gaussian(data);
  const arma::vec x = arma::linspace(0, 8, 321);
  nn::Figure figure("");
  figure.size(560, 340).x_label("petal length in cm | 花瓣长度（cm）");
  figure.y_label("density | 密度");
  for (arma::uword c = 0; c < data.classes; ++c) {
    const double mean = model.mean(feature, c),
                 variance = model.variance(feature, c);
    figure.line(x,
                arma::exp(-arma::square(x - mean) / (2 * variance)) /
                    std::sqrt(2 * std::numbers::pi * variance),
                table.class_names[c]);
  }
  for (arma::uword c = 0; c < data.classes; ++c) {
    const arma::uvec chosen = arma::find(data.y == c);
    const arma::rowvec values = data.x.row(feature);
    figure.points(
        values.elem(chosen),
        arma::vec(chosen.n_elem, arma::fill::value(-0.06 * double(c + 1))));
  }
  figure.save(out / "densities.svg");
}

}  // namespace chapter11
