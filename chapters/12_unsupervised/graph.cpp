#include "graph.hpp"

#include "class_gaussians.hpp"
#include "distances.hpp"

namespace chapter12 {

Graph nearest_graph(const arma::mat& x, arma::uword k) {
  arma::mat d = squared_distances(x, x);
  d.diag().fill(arma::datum::inf);
  arma::umat joined(x.n_cols, x.n_cols, arma::fill::zeros);
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    const arma::uvec order = arma::stable_sort_index(d.col(i));
    for (arma::uword j = 0; j < k; ++j)
      joined(order(j), i) = joined(i, order(j)) = 1;
  }
  Graph graph(x.n_cols);
  for (arma::uword i = 0; i < x.n_cols; ++i)
    for (arma::uword j = 0; j < x.n_cols; ++j)
      if (joined(j, i)) graph[i].push_back({j, 1});
  return graph;
}

Graph complete_graph(const arma::mat& x, double gamma, bool loops) {
  const arma::mat d = squared_distances(x, x);
  Graph graph(x.n_cols);
  for (arma::uword i = 0; i < x.n_cols; ++i)
    for (arma::uword j = 0; j < x.n_cols; ++j)
      if (i != j || loops)
        graph[i].push_back({j, i == j ? 1 : std::exp(-gamma * d(j, i))});
  return graph;
}

namespace {

arma::mat known_labels(const FewLabels& task) {
  arma::mat f(task.classes, task.x.n_cols, arma::fill::zeros);
  f.cols(task.known) = one_hot(task.labels, task.classes);
  return f;
}

/// Columns that add up to 1, but for those that nothing has reached.
arma::mat shares_of(arma::mat f) {
  const arma::rowvec sums = arma::sum(f, 0);
  f.each_row() /= arma::rowvec(sums + (sums == 0));
  return f;
}

arma::vec degrees(const Graph& graph) {
  arma::vec sums(graph.size(), arma::fill::zeros);
  for (arma::uword i = 0; i < graph.size(); ++i)
    for (const Edge& edge : graph[i])
      sums(i) += edge.weight;
  return sums;
}

/// Column i: the sum of f over the edges of i, each times its weight.
arma::mat along_edges(const Graph& graph, const arma::mat& f) {
  arma::mat sums(f.n_rows, f.n_cols, arma::fill::zeros);
  for (arma::uword i = 0; i < graph.size(); ++i) {
    double* sum = sums.colptr(i);
    for (const Edge& edge : graph[i]) {
      const double* from = f.colptr(edge.to);
      for (arma::uword c = 0; c < f.n_rows; ++c)
        sum[c] += edge.weight * from[c];
    }
  }
  return sums;
}

}  // namespace

// #region propagate
arma::mat propagate(const Graph& graph, const FewLabels& task, double tolerance,
                    int most) {
  const arma::mat known = known_labels(task);
  const arma::rowvec degree = degrees(graph).t();
  arma::mat f = known;
  for (int step = 0; step < most; ++step) {
    arma::mat next = along_edges(graph, f);
    next.each_row() /= degree;
    next = shares_of(next);
    next.cols(task.known) = known.cols(task.known);
    const double change = arma::accu(arma::abs(next - f));
    f = next;
    if (change < tolerance) break;
  }
  return shares_of(f);
}
// #endregion propagate

// #region spread
arma::mat spread(const Graph& graph, const FewLabels& task, double alpha,
                 double tolerance, int most) {
  const arma::mat known = known_labels(task);
  const arma::rowvec root = arma::sqrt(degrees(graph)).t();
  arma::mat f = known;
  for (int step = 0; step < most; ++step) {
    arma::mat next = along_edges(graph, f.each_row() / root);
    next = alpha * (next.each_row() / root) + (1 - alpha) * known;
    const double change = arma::accu(arma::abs(next - f));
    f = next;
    if (change < tolerance) break;
  }
  return shares_of(f);
}
// #endregion spread

}  // namespace chapter12
