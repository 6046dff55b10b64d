// #title en The way back through a repetition
// #title zh 广播怎样反向
//
// #text en
// In $y = x + b$, a column $b$ is added to every column of $x$, that is, to
// every sample: $b$ is repeated to the shape of $x$. What comes back is
// `dy`, as large as $y$. Write `sum_back`, which makes of it the gradient of
// what was repeated. It has `rows` rows and `columns` columns, each of them
// either that of `dy` or 1: a column, a row, a single number, or nothing that
// was repeated at all.
//
// #text zh
// $y = x + b$ 中，列 $b$ 加到 $x$ 的每一列上，也就是每个样本上：
// $b$ 被广播成了 $x$ 的形状。反向传回来的是 `dy`，与 $y$ 一样大。
// 写出函数 `sum_back`，由它求出广播之前那个量的梯度。
// 那个量有 `rows` 行 `columns` 列，行数、列数要么与 `dy` 相同，要么是 1：
// 可能是一列、一行、一个数，也可能根本没有广播过。
//
// #hint en
// Each number of $b$ stands in several places of $y$. If it moves, all of them
// move.
// #hint zh
// $b$ 的每个数都出现在 $y$ 的好几处。它一动，这几处都跟着动。
// #hint en
// An axis along which was repeated is an axis along which is summed. Both may
// be.
// #hint zh
// 沿哪个轴广播，就沿哪个轴求和；有时两个轴都要。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The gradient, rows x columns, of what was repeated to the shape of dy.
arma::mat sum_back(const arma::mat& dy, arma::uword rows, arma::uword columns) {
  // #solution
  arma::mat d = dy;
  if (columns == 1) d = arma::mat(arma::sum(d, 1));
  if (rows == 1) d = arma::mat(arma::sum(d, 0));
  return d;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "sums of a few numbers"};
  const arma::mat dy{{1, 2, 6}, {-1, 0.5, 2}};
  const auto ask = [&](arma::uword rows, arma::uword columns,
                       const arma::mat& expected) {
    expect_close({"sum_back(dy, rows, columns)",
                  {{"dy", dy}, {"rows", rows}, {"columns", columns}}},
                 sum_back(dy, rows, columns), expected, rounding);
  };

  check("nothing was repeated", [&] { ask(2, 3, dy); });
  check("a column", [&] { ask(2, 1, arma::vec{9, 1.5}); });
  check("a row", [&] { ask(1, 3, arma::rowvec{0, 2.5, 8}); });
  check("a single number", [&] { ask(1, 1, arma::mat(1, 1).fill(10.5)); });
  check("repeating and summing are transposed", [] {
    const arma::mat d{{3, -2, 0.5, 4}, {1, 7, -5, 2}, {0, 1, 1, -3}};
    const arma::vec b{0.25, -1, 2};
    // The change of sum(d % y) when b is added, and what its gradient says.
    expect_close({"dot(sum_back(d, 3, 1), b)", {{"d", d}, {"b", b}}},
                 arma::dot(arma::mat(sum_back(d, 3, 1)), b),
                 arma::accu(d % arma::repmat(b, 1, 4)),
                 {1e-13, "a dozen products and sums"});
  });
}

// #wrong Takes the mean of the samples.
// #caught-by a column
// #says expected 9 got 3
// -  if (columns == 1) d = arma::mat(arma::sum(d, 1));
// +  if (columns == 1) d = arma::mat(arma::mean(d, 1));

// #wrong Takes the gradient of the first sample.
// #caught-by a column
// #says expected 9 got 1
// -  if (columns == 1) d = arma::mat(arma::sum(d, 1));
// +  if (columns == 1) d = arma::mat(d.col(0));

// #wrong Confuses the axes.
// #caught-by a column
// #says expected 2 values got 1 x 3
// -  if (columns == 1) d = arma::mat(arma::sum(d, 1));
// -  if (rows == 1) d = arma::mat(arma::sum(d, 0));
// +  if (columns == 1) d = arma::mat(arma::sum(d, 0));
// +  if (rows == 1) d = arma::mat(arma::sum(d, 1));

// #wrong Sums along one axis, though both were repeated.
// #caught-by a single number
// #says expected a number got 2 values
// -  if (rows == 1) d = arma::mat(arma::sum(d, 0));
// +  if (rows == 1 && columns > 1) d = arma::mat(arma::sum(d, 0));
