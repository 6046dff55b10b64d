#include "rank_correlation.hpp"

#include <cmath>

namespace chapter15 {

arma::vec ranks_of(const arma::fvec& numbers) {
  const arma::uvec order = arma::stable_sort_index(numbers);
  arma::vec ranks(numbers.n_elem);
  for (arma::uword first = 0, last; first < order.n_elem; first = last) {
    last = first + 1;
    while (last < order.n_elem && numbers(order(last)) == numbers(order(first)))
      ++last;
    for (arma::uword k = first; k < last; ++k)
      ranks(order(k)) = double(first + 1 + last) / 2;
  }
  return ranks;
}

double rank_correlation(const arma::fvec& a, const arma::fvec& b) {
  const double middle = double(a.n_elem + 1) / 2;
  const arma::vec u = ranks_of(a) - middle, v = ranks_of(b) - middle;
  const double size = std::sqrt(arma::dot(u, u) * arma::dot(v, v));
  return size > 0 ? arma::dot(u, v) / size : 0;
}

double mean_rank_correlation(const arma::fmat& a, const arma::fmat& b) {
  double sum = 0;
  for (arma::uword i = 0; i < a.n_cols; ++i)
    sum += rank_correlation(a.col(i), b.col(i));
  return sum / double(a.n_cols);
}

}  // namespace chapter15
