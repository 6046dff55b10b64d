/// The nodes of a computation graph: each knows its own derivative and nothing
/// about its neighbors. Notes C5.
///
/// forward() keeps what backward() will need. backward() takes the derivative
/// of the final result with respect to the node's output and returns the one
/// with respect to its inputs: the chain rule, one factor per node.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter03 {

// #region mul
/// z = x y. Each input's derivative is the other input.
class Mul {
 public:
  double forward(double x, double y) {
    x_ = x;
    y_ = y;
    return x * y;
  }
  /// dz -> dx, dy
  std::pair<double, double> backward(double dz) const {
    return {dz * y_, dz * x_};
  }

 private:
  double x_ = 0, y_ = 0;
};
// #endregion mul

/// z = x + y. Both inputs get the incoming derivative; nothing to keep.
class Add {
 public:
  double forward(double x, double y) { return x + y; }
  std::pair<double, double> backward(double dz) const { return {dz, dz}; }
};

/// y = 1 / (1 + e^-x), for each element of a matrix.
class SigmoidNode {
 public:
  const arma::mat& forward(const arma::mat& x) {
    y_ = 1 / (1 + arma::exp(-x));
    return y_;
  }
  arma::mat backward(const arma::mat& dy) const { return dy % y_ % (1 - y_); }

 private:
  arma::mat y_;
};

// #region affine
/// y = W x + b for all samples: W out x in, x in x samples.
class Affine {
 public:
  Affine(arma::mat weights, arma::vec bias)
      : W(std::move(weights)), b(std::move(bias)) {}

  arma::mat forward(const arma::mat& x) {
    x_ = x;
    return W * x + arma::repmat(b, 1, x.n_cols);
  }
  arma::mat backward(const arma::mat& dy) {
    dW = dy * x_.t();       // out x samples times samples x in
    db = arma::sum(dy, 1);  // the bias feeds every sample
    return W.t() * dy;
  }

  arma::mat W, dW;
  arma::vec b, db;

 private:
  arma::mat x_;
};
// #endregion affine

/// Two tickets and three coffees, plus the service charge.
struct Evening {
  double tickets = 2, ticket = 9;  ///< how many, and the price of one
  double coffees = 3, coffee = 2.5;
  double service = 1.1;  ///< ten percent on top
};

/// An evening's bill in the forward pass, and d total / d each number.
struct Bill {
  double for_tickets, for_coffees, sum, total;
  double d_sum, d_for_tickets, d_for_coffees;
  Evening derivative;
};

// #region bill
/// (tickets x ticket + coffees x coffee) x service, forward and backward.
inline Bill settle(const Evening& e) {
  Mul cinema, bar, house;
  Add both;
  Bill b{};
  b.for_tickets = cinema.forward(e.tickets, e.ticket);
  b.for_coffees = bar.forward(e.coffees, e.coffee);
  b.sum = both.forward(b.for_tickets, b.for_coffees);
  b.total = house.forward(b.sum, e.service);

  Evening& d = b.derivative;
  std::tie(b.d_sum, d.service) = house.backward(1);  // d total / d total
  std::tie(b.d_for_tickets, b.d_for_coffees) = both.backward(b.d_sum);
  std::tie(d.tickets, d.ticket) = cinema.backward(b.d_for_tickets);
  std::tie(d.coffees, d.coffee) = bar.backward(b.d_for_coffees);
  return b;
}
// #endregion bill

}  // namespace chapter03
