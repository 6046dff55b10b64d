// #title en One step of label propagation
// #title zh 标签传播的一步
//
// #text en
// `weights(i, j)` is the weight of the edge between samples $i$ and $j$ of a
// graph, 0 if there is none. `f` has a column for each sample, its shares of
// the classes; `known` are the samples with labels. Write `propagate_step`: the
// new column of each sample is the mean of its neighbors' columns, weighted by
// their edges. Known samples keep theirs, and so does a sample without edges.
//
// #text zh
// `weights(i, j)` 是图中样本 $i$ 与 $j$ 之间边的权重，没有边时为 0。
// `f` 的每一列是一个样本属于各类的比例，`known` 是有标签的样本。
// 写出函数 `propagate_step`：每个样本的新列，是邻居各列按边权的加权平均。
// 有标签的样本保持原样，没有边的样本也保持原样。
//
// #hint en
// The sum over the neighbors is one matrix product.
// #hint zh
// 对邻居求和就是一次矩阵乘法。
// #hint en
// All means are made from the old columns: do not write into `f` while you
// still read from it.
// #hint zh
// 所有的平均都由旧的列算出：还在读 `f` 的时候不要往里写。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// Classes x samples after one step along the edges of a graph.
arma::mat propagate_step(const arma::mat& weights, const arma::mat& f,
                         const arma::uvec& known) {
  // #solution
  arma::mat next = f * weights;
  const arma::rowvec degrees = arma::sum(weights, 0);
  for (arma::uword i = 0; i < f.n_cols; ++i) {
    const bool keeps = degrees(i) == 0 || arma::any(known == i);
    next.col(i) = keeps ? arma::vec(f.col(i)) : next.col(i) / degrees(i);
  }
  return next;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "means of three numbers"};
  const auto ask = [&](const arma::mat& weights, const arma::mat& f,
                       const arma::mat& expected) {
    expect_close({"propagate_step(weights, f, {0})",
                  {{"weights", weights}, {"f", f}}},
                 propagate_step(weights, f, arma::uvec{0}), expected, rounding);
  };
  const arma::mat chain{{0, 1, 0}, {1, 0, 1}, {0, 1, 0}};
  check("a chain", [&] {
    ask(chain, {{1, 0, 0}, {0, 0, 1}}, {{1, 0.5, 0}, {0, 0.5, 0}});
  });
  check("edges of different weight", [&] {
    ask({{0, 3, 0}, {3, 0, 1}, {0, 1, 0}}, {{1, 0, 0}, {0, 0, 1}},
        {{1, 0.75, 0}, {0, 0.25, 0}});
  });
  check("the known one is kept", [&] {
    ask(chain, {{1, 0, 0}, {0, 1, 1}}, {{1, 0.5, 0}, {0, 0.5, 1}});
  });
  check("a sample without edges", [&] {
    ask({{0, 1, 0}, {1, 0, 0}, {0, 0, 0}}, {{1, 0, 0}, {0, 1, 1}},
        {{1, 1, 0}, {0, 0, 1}});
  });
}

// #wrong Sums, and does not divide.
// #caught-by a chain
// #says expected 0.5 got 1
// -    next.col(i) = keeps ? arma::vec(f.col(i)) : next.col(i) / degrees(i);
// +    next.col(i) = keeps ? arma::vec(f.col(i)) : next.col(i) / 1;

// #wrong Forgets the known ones.
// #caught-by a chain
// #says expected 1 got 0
// -    const bool keeps = degrees(i) == 0 || arma::any(known == i);
// +    const bool keeps = degrees(i) == 0 && known.n_elem > 0;

// #wrong Divides by 0 where a sample has no edges.
// #caught-by a sample without edges
// #says nan
// -    const bool keeps = degrees(i) == 0 || arma::any(known == i);
// +    const bool keeps = arma::any(known == i);

// #wrong Counts edges and not their weights.
// #caught-by edges of different weight
// #says expected 0.75 got 1.5
// -  const arma::rowvec degrees = arma::sum(weights, 0);
// +  const arma::rowvec degrees =
// +      arma::sum(arma::conv_to<arma::mat>::from(weights > 0), 0);
