/// A support vector machine that must also be smooth along a graph.
///
/// Sources: Belkin, Niyogi and Sindhwani, "Manifold regularization: a geometric
/// framework for learning from labeled and unlabeled examples", JMLR 7, 2006;
/// Melacci and Belkin, JMLR 12, 2011 (Newton's method in the primal).
#pragma once

#include "graph.hpp"

namespace chapter12 {

/// What it weighs: `width` of the kernel exp(-|a - b|^2 / (2 width^2)), the
/// function's own size, and its steps along edges. `graph` 0 is a plain SVM.
struct LaplacianSettings {
  double width = 0.35, size = 1e-3, graph = 1;
};

/// Equation (12.14), two classes. Returns the function's value at each sample:
/// below 0 is class 0, above 0 class 1.
arma::rowvec laplacian_svm(const Graph& graph, const FewLabels& task,
                           const LaplacianSettings& settings);

}  // namespace chapter12
