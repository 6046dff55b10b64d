#include "row_by_row.hpp"

#include "perceptron.hpp"

namespace chapter01 {

// #region row-by-row
/// Rosenblatt's rule: look at one row; only a mistake changes the weights.
/// Novikoff (1962): if some u with |u| = 1 keeps every row at least gamma on
/// its side and no row is longer than R, then starting from w = 0 there are
/// at most (R / gamma)^2 corrections, whatever the rate and the order.
Corrections learn_row_by_row(const TruthTable& table, arma::rowvec w,
                             double rate, int max_epochs) {
  Corrections log{{w}, {}, false, 0};
  while (!log.settled && log.epochs < max_epochs) {
    const auto before = log.row.size();
    for (arma::uword r = 0; r < table.inputs.n_cols; ++r) {
      const arma::vec x = table.inputs.col(r);
      const double error = table.targets(r) - fires(arma::dot(w, x));
      if (error == 0) continue;
      w += rate * error * x.t();
      log.weights.push_back(w);
      log.row.push_back(r);
    }
    log.settled = log.row.size() == before;
    ++log.epochs;
  }
  return log;
}
// #endregion row-by-row

double novikoff_bound(const TruthTable& table, const arma::rowvec& u) {
  const arma::rowvec side = 2 * table.targets - 1;
  const double gamma = arma::min(side % (u * table.inputs)) / arma::norm(u);
  const double r2 = arma::max(arma::sum(arma::square(table.inputs)));
  return r2 / (gamma * gamma);
}

}  // namespace chapter01
