/// What scikit-learn has recorded for chapter 11, as this chapter's samples.
#pragma once

#include <string>

#include "11_classical/samples.hpp"
#include "11_classical/tree.hpp"
#include "golden.hpp"

namespace chapter11 {

/// One part of classical_trees.json: "trees", "bayes", ...
inline nlohmann::json recorded(const std::string& part) {
  static const nlohmann::json all = golden::load("classical_trees");
  return all.at(part);
}

inline arma::uvec indices(const nlohmann::json& tensor) {
  return tensor.at("values").get<std::vector<arma::uword>>();
}

inline arma::vec numbers(const nlohmann::json& tensor) {
  return tensor.at("values").get<std::vector<double>>();
}

/// x and y of a case: [samples, features] in the file, features x samples here.
inline Samples samples(const nlohmann::json& c) {
  const arma::uvec y = indices(c.at("y"));
  return {golden::batch(c.at("x")), y, y.max() + 1};
}

inline TreeOptions tree_options(const nlohmann::json& settings) {
  TreeOptions options;
  if (settings.at("criterion") == "entropy")
    options.impurity = Impurity::entropy;
  options.max_depth = settings.at("max_depth").get<arma::uword>();
  options.min_leaf = settings.at("min_leaf").get<arma::uword>();
  return options;
}

/// One number of every node.
template <class F>
arma::vec of_nodes(const Tree& tree, F f) {
  arma::vec values(tree.nodes.size());
  for (arma::uword i = 0; i < values.n_elem; ++i)
    values(i) = double(f(tree.nodes[i]));
  return values;
}

/// The largest difference; NaN if sizes differ or a number is not finite.
inline double apart(const arma::mat& a, const arma::mat& b) {
  if (arma::size(a) != arma::size(b) || !a.is_finite() || !b.is_finite())
    return arma::datum::nan;
  return a.empty() ? 0 : arma::abs(a - b).max();
}

}  // namespace chapter11
