#include "logistic.hpp"

#include "sigmoid.hpp"

namespace chapter04 {

Students students() {
  return {{0.50, 0.75, 1.00, 1.25, 1.50, 1.75, 1.75, 2.00, 2.25, 2.50,
           2.75, 3.00, 3.25, 3.50, 4.00, 4.25, 4.50, 4.75, 5.00, 5.50},
          {0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1}};
}

arma::rowvec probabilities(const arma::rowvec& hours, double w, double b) {
  return 1 / (1 + arma::exp(-(w * hours + b)));
}

double logistic_loss(const arma::rowvec& x, const arma::rowvec& target,
                     double w, double b) {
  double sum = 0;
  for (arma::uword j = 0; j < x.n_elem; ++j)
    sum += binary_cross_entropy(w * x(j) + b, target(j));
  return sum / double(x.n_elem);
}

double squared_sigmoid_loss(const arma::rowvec& x, const arma::rowvec& target,
                            double w, double b) {
  return arma::mean(arma::square(probabilities(x, w, b) - target));
}

LogisticFit fit_logistic(const Students& data, double rate) {
  LogisticFit fit;
  for (; fit.steps < 100000; ++fit.steps) {
    const arma::rowvec error =
        probabilities(data.hours, fit.w, fit.b) - data.passed;
    const double dw = arma::mean(error % data.hours), db = arma::mean(error);
    if (std::hypot(dw, db) < 1e-10) break;
    fit.w -= rate * dw;
    fit.b -= rate * db;
  }
  return fit;
}

Students two_valleys() {
  return {{1, 10, 0.3}, {1, 0, 0}};
}

}  // namespace chapter04
