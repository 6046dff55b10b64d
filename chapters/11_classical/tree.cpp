#include "tree.hpp"

#include <algorithm>
#include <utility>

#include "best_split.hpp"
#include "side.hpp"

namespace chapter11 {

// #region predict
arma::uword Tree::leaf_index(const double* sample) const {
  arma::uword at = 0;
  while (!nodes[at].is_leaf()) {
    const Node& node = nodes[at];
    at = sample[node.feature] <= node.threshold ? node.left : node.right;
  }
  return at;
}
// #endregion predict

const Node& Tree::leaf(const double* sample) const {
  return nodes[leaf_index(sample)];
}

arma::mat Tree::predict(const arma::mat& x) const {
  arma::mat values(nodes[0].value.n_elem, x.n_cols);
  for (arma::uword i = 0; i < x.n_cols; ++i)
    values.col(i) = leaf(x.colptr(i)).value;
  return values;
}

arma::uword Tree::leaves() const {
  return arma::uword(std::count_if(nodes.begin(), nodes.end(),
                                   [](const Node& n) { return n.is_leaf(); }));
}

arma::uword Tree::depth() const {
  std::vector<arma::uword> below(nodes.size(), 0);
  for (std::size_t i = nodes.size(); i-- > 0;)
    if (!nodes[i].is_leaf())
      below[i] = 1 + std::max(below[nodes[i].left], below[nodes[i].right]);
  return below[0];
}

namespace {

/// All features, or as many as the options say, drawn at random.
arma::uvec features_to_try(arma::uword all, const TreeOptions& options,
                           nn::Random* random) {
  if (options.features_per_split == 0 || options.features_per_split >= all)
    return arma::regspace<arma::uvec>(0, all - 1);
  return shuffled_indices(all, *random).head(options.features_per_split);
}

/// A tree while it grows, with what it grows from.
class Grower {
 public:
  Grower(const TreeData& data, const TreeOptions& options, nn::Random* random)
      : data_(data), options_(options), random_(random) {}

  // #region grow
  /// Adds a node for these samples and, if it is split, all below it.
  arma::uword grow(const arma::uvec& samples, arma::uword depth) {
    const arma::uword at = tree_.nodes.size();
    tree_.nodes.push_back(node_of(samples));
    if (tree_.nodes[at].impurity <= 1e-12) return at;  // pure
    if (depth == options_.max_depth) return at;
    const SplitChoice split = best_split(
        data_, samples, features_to_try(data_.x.n_rows, options_, random_),
        options_);
    if (!split.found()) return at;
    const arma::rowvec values = data_.x.row(split.feature);
    const arma::vec of_samples = values.elem(samples);
    tree_.nodes[at].feature = split.feature;
    tree_.nodes[at].threshold = split.threshold;
    const arma::uvec yes = arma::find(of_samples <= split.threshold);
    const arma::uvec no = arma::find(of_samples > split.threshold);
    const arma::uword left = grow(samples.elem(yes), depth + 1);
    const arma::uword right = grow(samples.elem(no), depth + 1);
    tree_.nodes[at].left = left;
    tree_.nodes[at].right = right;
    return at;
  }
  // #endregion grow

  Tree take() { return std::move(tree_); }

 private:
  Node node_of(const arma::uvec& samples) const {
    Side all(data_.targets.n_rows);
    for (arma::uword sample : samples)
      all.add(data_, sample);
    Node node;
    node.value = all.sum / all.weight;
    node.impurity = all.impurity(options_.impurity);
    node.weight = all.weight;
    return node;
  }

  const TreeData& data_;
  const TreeOptions& options_;
  nn::Random* random_;
  Tree tree_;
};

}  // namespace

Tree grow_tree(const TreeData& data, const TreeOptions& options,
               nn::Random* random) {
  Grower grower(data, options, random);
  grower.grow(arma::find(data.weights > 0), 0);
  return grower.take();
}

Tree grow_tree(const Samples& data, const TreeOptions& options) {
  const arma::mat targets = one_hot(data.y, data.classes);
  return grow_tree({data.x, targets, arma::vec(data.size(), arma::fill::ones)},
                   options);
}

arma::uvec classify(const Tree& tree, const arma::mat& x) {
  return largest_row(tree.predict(x));
}

}  // namespace chapter11
