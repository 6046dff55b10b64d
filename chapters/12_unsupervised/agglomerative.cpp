#include "agglomerative.hpp"

#include <map>

#include "distances.hpp"

namespace chapter12 {
namespace {

/// The distance from another cluster to the union of a and b.
double joined(Linkage linkage, double to_a, double to_b, double size_a,
              double size_b) {
  switch (linkage) {
    case Linkage::single:
      return std::min(to_a, to_b);
    case Linkage::complete:
      return std::max(to_a, to_b);
    case Linkage::average:
      break;
  }
  return (size_a * to_a + size_b * to_b) / (size_a + size_b);
}

}  // namespace

// #region merges
std::vector<Merge> merges_of(const arma::mat& x, Linkage linkage) {
  const arma::uword n = x.n_cols;
  arma::mat d = arma::sqrt(squared_distances(x, x));
  d.diag().fill(arma::datum::inf);
  arma::uvec cluster = arma::regspace<arma::uvec>(0, n - 1), size(n);
  size.fill(1);
  std::vector<Merge> merges;
  while (merges.size() + 1 < n) {
    const arma::uword pair = d.index_min(), i = pair % n, j = pair / n;
    const arma::uword a = std::min(cluster(i), cluster(j));
    const arma::uword b = std::max(cluster(i), cluster(j));
    merges.push_back({a, b, d(i, j), size(i) + size(j)});
    for (arma::uword other = 0; other < n; ++other) {
      if (other == i || other == j || !std::isfinite(d(other, i))) continue;
      d(other, i) = d(i, other) = joined(linkage, d(other, i), d(other, j),
                                         double(size(i)), double(size(j)));
    }
    d.row(j).fill(arma::datum::inf);  // j is now part of i
    d.col(j).fill(arma::datum::inf);
    cluster(i) = n + merges.size() - 1;
    size(i) += size(j);
  }
  return merges;
}
// #endregion merges

arma::uvec cut(const std::vector<Merge>& merges, arma::uword k) {
  const arma::uword n = merges.size() + 1;
  std::vector<arma::uword> parent(n + merges.size());
  for (arma::uword i = 0; i < parent.size(); ++i)
    parent[i] = i;
  for (arma::uword i = 0; i + k < n; ++i)
    parent[merges[i].a] = parent[merges[i].b] = n + i;
  arma::uvec labels(n);
  std::map<arma::uword, arma::uword> numbers;
  for (arma::uword i = 0; i < n; ++i) {
    arma::uword root = i;
    while (parent[root] != root)
      root = parent[root];
    labels(i) = numbers.emplace(root, numbers.size()).first->second;
  }
  return labels;
}

}  // namespace chapter12
