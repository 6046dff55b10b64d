/// Semi-supervised learning on a graph: labels flow along its edges.
///
/// Sources: Zhu and Ghahramani, "Learning from labeled and unlabeled data with
/// label propagation", CMU-CALD-02-107, 2002; Zhou et al., "Learning with local
/// and global consistency", NIPS 2003 (spreading); Belkin, Niyogi and
/// Sindhwani, "Manifold regularization", JMLR 7, 2006.
#pragma once

#include <vector>

#include "nn/core/armadillo.hpp"

#include "few_labels.hpp"

namespace chapter12 {

/// An edge to a sample, with its weight.
struct Edge {
  arma::uword to = 0;
  double weight = 1;
};
/// The edges of each sample. Both ends know an edge.
using Graph = std::vector<std::vector<Edge>>;

/// Each sample and the k nearest others; an edge of either end is one of both.
Graph nearest_graph(const arma::mat& x, arma::uword k);

/// All pairs, with weight exp(-gamma |a - b|^2), samples with themselves
/// included if `loops`.
Graph complete_graph(const arma::mat& x, double gamma, bool loops);

/// Equation (12.12): each sample takes the mean of its neighbors; known ones
/// are set back. Returns classes x samples. Ends when the sum of all changes is
/// below `tolerance`, or after `most` steps.
arma::mat propagate(const Graph& graph, const FewLabels& task,
                    double tolerance = 1e-3, int most = 1000);

/// Equation (12.13): the same with edges divided by the roots of both ends'
/// degrees; known labels are not set back, but pull with strength 1 - alpha.
arma::mat spread(const Graph& graph, const FewLabels& task, double alpha,
                 double tolerance = 1e-3, int most = 1000);

}  // namespace chapter12
