// The gradient of every loss against central differences, in double.
#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/losses.hpp"

#include "unit/random_numbers.hpp"

namespace {

using B = nn::Reference<double>;

arma::mat random_matrix(arma::uword rows, arma::uword cols) {
  arma::mat m(rows, cols);
  m.imbue([] { return random_numbers.normal(); });
  return m;
}

/// ||a - b|| / (||a|| + ||b||) of the loss's gradient a and the measured b.
template <class F>
double distance(arma::mat y, F loss) {
  arma::mat gradient(arma::size(y)), measured(arma::size(y)), unused = measured;
  loss(y, gradient);
  const double h = 1e-6;
  for (arma::uword i = 0; i < y.n_elem; ++i) {
    const double before = y[i];
    y[i] = before + h;
    const double above = loss(y, unused);
    y[i] = before - h;
    measured[i] = (above - loss(y, unused)) / (2 * h);
    y[i] = before;
  }
  return arma::norm(gradient - measured, "fro") /
         (arma::norm(gradient, "fro") + arma::norm(measured, "fro"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(losses_against_labels_with_and_without_weights) {
  nn::SoftmaxCrossEntropy<B> sharp, smooth(0.1);
  nn::MulticlassHinge<B> hinge;
  nn::OneHotSquaredError<B> squared;
  nn::OneHotAbsoluteError<B> absolute;
  nn::OneHotBinaryCrossEntropy<B> binary;
  const std::vector<std::int32_t> labels = {2, 0, 4, 1, 2, 3, 0};
  const arma::mat y = random_matrix(5, 7);
  const arma::mat weights = arma::abs(random_matrix(1, 7));
  nn::Loss<B>* all[] = {&sharp, &smooth, &hinge, &squared, &absolute, &binary};
  for (nn::Loss<B>* loss : all) {
    BOOST_TEST(
        distance(y, [&](const arma::mat& x,
                        arma::mat& d) { return (*loss)(x, labels, d); }) < 1e-6,
        loss->name());
    BOOST_TEST(distance(y,
                        [&](const arma::mat& x, arma::mat& d) {
                          return (*loss)(x, labels, weights, d);
                        }) < 1e-6,
               loss->name() << " with weights");
  }
}

BOOST_AUTO_TEST_CASE(losses_against_targets) {
  const arma::mat y = random_matrix(4, 6);
  arma::mat target = random_matrix(4, 6);
  target.transform([](double t) { return 1 / (1 + std::exp(-t)); });
  nn::OneHotSquaredError<B> squared;
  nn::OneHotAbsoluteError<B> absolute;
  nn::OneHotBinaryCrossEntropy<B> binary;
  nn::TargetLoss<B>* all[] = {&squared, &absolute, &binary};
  for (nn::TargetLoss<B>* loss : all)
    BOOST_TEST(
        distance(y, [&](const arma::mat& x,
                        arma::mat& d) { return (*loss)(x, target, d); }) < 1e-6,
        loss->name());
}

BOOST_AUTO_TEST_CASE(a_wrong_gradient_is_caught) {
  nn::OneHotBinaryCrossEntropy<B> loss;
  const std::vector<std::int32_t> labels = {2, 0};
  const double found =
      distance(random_matrix(3, 2), [&](const arma::mat& x, arma::mat& d) {
        const double value = loss(x, labels, d);
        d *= 2;
        return value;
      });
  BOOST_TEST(found > 0.1);
}
