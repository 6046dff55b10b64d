#include "library.hpp"

#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"

#include "hinge.hpp"
#include "losses.hpp"
#include "sigmoid.hpp"

namespace chapter04 {

arma::mat scores_of_library(const LinearClassifier& f, const arma::mat& x) {
  nn::Sequential<Doubles> model({x.n_rows});
  model.add<nn::Linear>(x.n_rows, f.bias.n_elem);
  model.build(/*seed=*/1);
  model.parameters() = arma::join_cols(arma::vectorise(f.weights), f.bias);
  return model.forward(x);
}

namespace {

using Labels = std::span<const std::int32_t>;

/// The derivative of f for every number of s, by central differences.
template <class F>
arma::mat measured_gradient(const F& f, arma::mat s) {
  const double h = 1e-6;
  arma::mat gradient(arma::size(s));
  for (arma::uword i = 0; i < s.n_elem; ++i) {
    const double middle = s(i);
    s(i) = middle + h;
    const double above = f(s);
    s(i) = middle - h;
    gradient(i) = (above - f(s)) / (2 * h);
    s(i) = middle;
  }
  return gradient;
}

/// Mean over the samples of f(column, label).
template <class F>
double mean_of(const arma::mat& s, Labels labels, const F& f) {
  double sum = 0;
  for (arma::uword j = 0; j < s.n_cols; ++j)
    sum += f(arma::vec(s.col(j)), static_cast<arma::uword>(labels[j]));
  return sum / double(s.n_cols);
}

/// Compares `own`, a function of the scores, with a loss of the library.
template <class Own>
Agreement compare(nn::Loss<Doubles>& loss, const arma::mat& scores,
                  Labels labels, const Own& own) {
  arma::mat gradient(arma::size(scores));
  const double value = loss(scores, labels, gradient);
  const double error =
      arma::abs(gradient - measured_gradient(own, scores)).max();
  return {loss.name(), own(scores), value, error};
}

/// The sigmoids' losses for one sample: each class is a yes-or-no question.
double binary_loss(const arma::vec& s, arma::uword label) {
  double sum = 0;
  for (arma::uword i = 0; i < s.n_elem; ++i)
    sum += binary_cross_entropy(s(i), i == label ? 1 : 0);
  return sum / double(s.n_elem);
}

}  // namespace

std::vector<Agreement> agreements() {
  nn::SoftmaxCrossEntropy<Doubles> cross;
  nn::MulticlassHinge<Doubles> margin;
  nn::OneHotSquaredError<Doubles> squared;
  nn::OneHotAbsoluteError<Doubles> absolute;
  nn::OneHotBinaryCrossEntropy<Doubles> binary;
  const arma::mat s = three_images();
  const Labels labels = three_labels;
  const arma::mat target = one_hot(labels, 3);
  const auto mean_by = [&](auto f) {
    return [=](const arma::mat& x) { return mean_of(x, labels, f); };
  };
  return {compare(cross, s, labels,
                  [&](const arma::mat& x) {
                    return arma::mean(cross_entropies(x, labels));
                  }),
          compare(margin, s, labels,
                  mean_by([](const arma::vec& x, arma::uword label) {
                    return hinge(x, label);
                  })),
          compare(squared, s, labels,
                  [&](const arma::mat& x) {
                    return arma::accu(arma::square(x - target)) /
                           double(x.n_elem);
                  }),
          compare(absolute, s, labels,
                  [&](const arma::mat& x) {
                    return arma::accu(arma::abs(x - target)) / double(x.n_elem);
                  }),
          compare(binary, s, labels, mean_by(binary_loss))};
}

double logistic_of_library(const Students& data, double w, double b,
                           arma::vec& slopes) {
  nn::Sequential<Doubles> neuron({1});
  neuron.add<nn::Linear>(1, 1);
  neuron.build(/*seed=*/1);
  neuron.parameters() = arma::vec{w, b};
  nn::OneHotBinaryCrossEntropy<Doubles> loss;
  const arma::mat hours = data.hours, passed = data.passed;
  arma::mat gradient(1, hours.n_elem);
  const double value = loss(neuron.forward(hours), passed, gradient);
  neuron.backward(gradient);
  slopes = neuron.gradients();
  return value;
}

}  // namespace chapter04
