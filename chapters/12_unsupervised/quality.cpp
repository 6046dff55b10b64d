#include "quality.hpp"

#include "distances.hpp"

namespace chapter12 {
namespace {

double pairs(double n) {
  return n * (n - 1) / 2;
}

/// counts(i, j): points in group i of a and group j of b.
arma::mat counts_of(const arma::uvec& a, const arma::uvec& b) {
  arma::mat counts(a.max() + 1, b.max() + 1, arma::fill::zeros);
  for (arma::uword i = 0; i < a.n_elem; ++i)
    counts(a(i), b(i)) += 1;
  return counts;
}

double all_pairs(const arma::vec& counts) {
  double sum = 0;
  for (const double count : counts)
    sum += pairs(count);
  return sum;
}

}  // namespace

arma::vec silhouettes(const arma::mat& x, const arma::uvec& labels) {
  const arma::uword clusters = labels.max() + 1;
  const arma::mat distances = arma::sqrt(squared_distances(x, x));
  arma::vec values(x.n_cols, arma::fill::zeros);
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    double own = 0, other = arma::datum::inf;
    bool alone = false;
    for (arma::uword k = 0; k < clusters; ++k) {
      const arma::uvec members = arma::find(labels == k);
      if (members.is_empty()) continue;
      const arma::vec d = distances.col(i);
      const double sum =
          arma::accu(d.elem(members)) - (k == labels(i) ? d(i) : 0);
      const double count = double(members.n_elem) - (k == labels(i) ? 1 : 0);
      if (k != labels(i))
        other = std::min(other, sum / count);
      else if (count == 0)
        alone = true;
      else
        own = sum / count;
    }
    if (!alone) values(i) = (other - own) / std::max(other, own);
  }
  return values;
}

double silhouette(const arma::mat& x, const arma::uvec& labels) {
  return arma::mean(silhouettes(x, labels));
}

double agreement(const arma::uvec& a, const arma::uvec& b) {
  const arma::mat counts = counts_of(a, b);
  const double together = all_pairs(arma::vectorise(counts));
  const double in_a = all_pairs(arma::sum(counts, 1));
  const double in_b = all_pairs(arma::sum(counts, 0).t());
  const double by_chance = in_a * in_b / pairs(double(a.n_elem));
  const double most = (in_a + in_b) / 2;
  return most == by_chance ? 1 : (together - by_chance) / (most - by_chance);
}

}  // namespace chapter12
