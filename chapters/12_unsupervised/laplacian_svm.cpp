#include "laplacian_svm.hpp"

#include "distances.hpp"

namespace chapter12 {
namespace {

/// Degrees on the diagonal, minus the weights of the edges.
arma::mat laplacian(const Graph& graph) {
  arma::mat l(graph.size(), graph.size(), arma::fill::zeros);
  for (arma::uword i = 0; i < graph.size(); ++i)
    for (const Edge& edge : graph[i]) {
      l(i, edge.to) -= edge.weight;
      l(i, i) += edge.weight;
    }
  return l;
}

}  // namespace

// #region laplacian-svm
arma::rowvec laplacian_svm(const Graph& graph, const FewLabels& task,
                           const LaplacianSettings& settings) {
  const arma::uword n = task.x.n_cols;
  const arma::mat kernel = arma::exp(-squared_distances(task.x, task.x) /
                                     (2 * std::pow(settings.width, 2)));
  arma::vec y(n, arma::fill::zeros), inside(n, arma::fill::zeros), f = y;
  y.elem(task.known) = 2 * arma::conv_to<arma::vec>::from(task.labels) - 1;
  inside.elem(task.known).ones();  // labels within the margin: at first all
  const arma::mat smooth =
      settings.size * arma::mat(n, n, arma::fill::eye) +
      settings.graph / double(n) * laplacian(graph) * kernel;
  const double labels = double(task.known.n_elem);
  for (int step = 0; step < 50; ++step) {
    const arma::vec a = arma::solve(
        arma::diagmat(inside / labels) * kernel + smooth, inside % y / labels);
    f = kernel * a;
    arma::vec next(n, arma::fill::zeros);
    for (const arma::uword i : task.known)
      next(i) = y(i) * f(i) < 1;
    if (arma::all(next == inside)) break;
    inside = next;
  }
  return f.t();
}
// #endregion laplacian-svm

}  // namespace chapter12
