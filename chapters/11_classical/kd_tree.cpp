#include "kd_tree.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "nn/core/error.hpp"

namespace chapter11 {
namespace {

/// The feature in which these points spread most.
arma::uword widest(const arma::mat& points,
                   std::span<const arma::uword> chosen) {
  arma::vec low = points.col(chosen[0]), high = low;
  for (arma::uword i : chosen) {
    low = arma::min(low, points.col(i));
    high = arma::max(high, points.col(i));
  }
  return arma::vec(high - low).index_max();
}

}  // namespace

KdTree::KdTree(arma::mat points) : points_(std::move(points)) {
  std::vector<arma::uword> order(points_.n_cols);
  std::iota(order.begin(), order.end(), arma::uword{0});
  root_ = build(order, 0, order.size());
}

// #region build
int KdTree::build(std::vector<arma::uword>& order, std::size_t begin,
                  std::size_t end) {
  if (begin == end) return -1;
  const std::size_t middle = begin + (end - begin) / 2;
  const arma::uword f = widest(points_, {&order[begin], end - begin});
  const auto before = [&](arma::uword a, arma::uword b) {
    return std::pair(points_(f, a), a) < std::pair(points_(f, b), b);
  };
  std::nth_element(order.begin() + long(begin), order.begin() + long(middle),
                   order.begin() + long(end), before);
  const auto at = nodes_.size();
  nodes_.push_back({order[middle], f});
  nodes_[at].left = build(order, begin, middle);
  nodes_[at].right = build(order, middle + 1, end);
  return int(at);
}
// #endregion build

/// What one query has found so far.
struct KdTree::Search {
  arma::vec query;
  arma::vec beside;  // how far the query lies outside the box, by feature
  arma::uword k;
  std::vector<std::pair<double, arma::uword>> best;  // ascending, at most k

  double worst() const {
    return best.size() < k ? arma::datum::inf : best.back().first;
  }
  void offer(double squared, arma::uword point) {
    const std::pair found(squared, point);
    best.insert(std::upper_bound(best.begin(), best.end(), found), found);
    if (best.size() > k) best.pop_back();
  }
};

// #region visit
/// `bound`: the squared distance from the query to the box of this subtree.
void KdTree::visit(int at, double bound, Search& search) {
  // A point just as far may still win by its index, and the bound is rounded.
  if (at < 0 || bound > search.worst() * (1 + 1e-12)) return;
  const Node& node = nodes_[std::size_t(at)];
  const arma::vec apart = points_.col(node.point) - search.query;
  search.offer(arma::accu(arma::square(apart)), node.point);
  ++distances_;
  const double past = -apart(node.feature);  // > 0: the query is on the right
  visit(past < 0 ? node.left : node.right, bound, search);
  // The other side's box begins at the node's coordinate.
  double& beside = search.beside(node.feature);
  const double before = std::exchange(beside, std::abs(past));
  visit(past < 0 ? node.right : node.left,
        bound + (past * past - before * before), search);
  beside = before;
}
// #endregion visit

Neighbors KdTree::nearest(const arma::mat& queries, arma::uword k) {
  if (k < 1 || k > points_.n_cols)
    throw nn::UsageError(fmt::format(
        "{} neighbors of {} samples: expected 1 to {}; choose another k", k,
        points_.n_cols, points_.n_cols));
  Neighbors found{arma::umat(k, queries.n_cols), arma::mat(k, queries.n_cols)};
  for (arma::uword j = 0; j < queries.n_cols; ++j) {
    Search search{
        queries.col(j), arma::vec(queries.n_rows, arma::fill::zeros), k, {}};
    visit(root_, 0, search);
    for (arma::uword i = 0; i < k; ++i) {
      found.squared(i, j) = search.best[i].first;
      found.index(i, j) = search.best[i].second;
    }
  }
  return found;
}

}  // namespace chapter11
