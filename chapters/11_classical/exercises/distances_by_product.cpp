// #title en All distances by one product
// #title zh 一次矩阵乘法求出所有距离
//
// #text en
// The columns of `a` are n samples, those of `b` are m queries. Write
// `squared_distances`, which returns the n x m matrix of
//
// $$
// \lVert a_i - b_j \rVert^2 = \lVert a_i \rVert^2 - 2\, a_i^\top b_j
//   + \lVert b_j \rVert^2
// $$
//
// with one matrix product for all of them. Rounding may leave a number just
// below 0 where two samples are the same; return 0 there, for whoever takes the
// root.
//
// #text zh
// `a` 的每一列是一个样本，共 n 个；`b` 的每一列是一个查询，共 m 个。
// 写出函数 `squared_distances`，返回 n x m 的矩阵
//
// $$
// \lVert a_i - b_j \rVert^2 = \lVert a_i \rVert^2 - 2\, a_i^\top b_j
//   + \lVert b_j \rVert^2
// $$
//
// 所有距离只用一次矩阵乘法。两个样本相同时，舍入误差可能留下一个略小于 0 的数；
// 这时应返回 0，因为后面也许有人要开方。
//
// #hint en
// `a.t() * b` has all scalar products; `arma::sum(arma::square(a), 0)` is the
// row of squared lengths.
// #hint zh
// `a.t() * b` 就是全部内积；`arma::sum(arma::square(a), 0)`
// 是各列长度平方组成的行。
// #hint en
// `each_col() +=` adds a column to every column, `each_row() +=` a row to every
// row. `arma::clamp` cuts off.
// #hint zh
// `each_col() +=` 给每一列加上同一个列向量，`each_row() +=` 给每一行加上同一个
// 行向量。`arma::clamp` 可以截断。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// |a_i - b_j|^2. a: features x n, b: features x m; the result: n x m.
arma::mat squared_distances(const arma::mat& a, const arma::mat& b) {
  // #solution
  arma::mat squared = -2 * a.t() * b;
  squared.each_col() += arma::sum(arma::square(a), 0).t();
  squared.each_row() += arma::sum(arma::square(b), 0);
  return arma::clamp(squared, 0, arma::datum::inf);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-12, "sums of three small numbers"};
  const auto ask = [&](const arma::mat& a, const arma::mat& b,
                       const arma::mat& expected) {
    expect_close({"squared_distances(a, b)", {{"a", a}, {"b", b}}},
                 squared_distances(a, b), expected, rounding);
  };
  check("one sample, one query", [&] {
    ask(arma::vec{1, 1}, arma::vec{4, 5}, arma::vec{25});
  });
  check("three samples, two queries", [&] {
    ask(arma::mat{{0, 3, 1}, {0, 4, 1}}, arma::mat{{0, 1}, {0, 2}},
        arma::mat{{0, 5}, {25, 8}, {2, 1}});
  });
  check("never below 0", [&] {
    arma::mat x(3, 40);
    for (arma::uword i = 0; i < x.n_elem; ++i)
      x(i) = 1000 + 0.1 * double((7 * i) % 23);
    const arma::mat found = squared_distances(x, x);
    expect_close({"the smallest of squared_distances(x, x)", {}},
                 std::min(found.min(), 0.0), 0.0, {0, "cut off at 0"});
  });
}

// #wrong Forgets the factor 2.
// #caught-by one sample, one query
// #says expected 25 got 34
// -  arma::mat squared = -2 * a.t() * b;
// +  arma::mat squared = -a.t() * b;

// #wrong Adds the lengths of the queries only.
// #caught-by one sample, one query
// #says expected 25 got 23
// -  squared.each_col() += arma::sum(arma::square(a), 0).t();

// #wrong Leaves what rounding leaves.
// #caught-by never below 0
// #says expected 0 got -
// -  return arma::clamp(squared, 0, arma::datum::inf);
// +  return squared;

// #wrong Returns the distances, not their squares.
// #caught-by one sample, one query
// #says expected 25 got 5
// -  return arma::clamp(squared, 0, arma::datum::inf);
// +  return arma::sqrt(arma::clamp(squared, 0, arma::datum::inf));
