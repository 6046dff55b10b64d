/// Linear regression: the line with the smallest squared error, found in three
/// ways. Source: notes D1.4.1.
#pragma once

#include "nn/core/armadillo.hpp"

namespace chapter04 {

/// Points of the plane.
struct Points {
  arma::rowvec x, y;
};

/// Anscombe's quartet ("Graphs in statistical analysis", The American
/// Statistician 27, 1973): four sets of points with the same best line.
std::array<Points, 4> quartet();

/// The inputs with a row of ones below, so the bias is the last weight. 2 x n.
arma::mat with_ones(const arma::rowvec& x);

/// Mean of (w x + b - y)^2; line = (w, b).
double line_loss(const Points& data, const arma::rowvec& line);

/// Where the gradient of |w X - y|^2 is 0: w X X^T = y X^T.
arma::rowvec by_normal_equations(const arma::mat& x, const arma::rowvec& y);
/// Downhill from 0, one step of rate * gradient after another.
arma::rowvec by_descent(const arma::mat& x, const arma::rowvec& y, double rate,
                        int steps);

/// X^T = Q R, and R w^T = Q^T y^T from the last row up: this does not square X
/// and loses half as many digits when the inputs are nearly the same.
arma::rowvec by_qr(const arma::mat& x, const arma::rowvec& y);

/// The line that minimizes the mean of |w x + b - y|. Among the best lines
/// there is always one through two of the points, so all pairs are tried.
arma::rowvec by_least_absolute(const Points& data);

/// The line that minimizes the Huber loss: iterated least squares in which a
/// point with an error e beyond delta gets only the weight delta / |e|.
arma::rowvec by_huber(const Points& data, double delta);

}  // namespace chapter04
