// #title en One step of k-means
// #title zh k 均值的一步
//
// #text en
// Samples are the columns of `x`, centers the columns of `centers`. Write
// `center_step`, which gives each sample to the nearest center (of equally near
// ones the first) and returns the mean of each center's samples. A center that
// gets no sample stays where it is.
//
// #text zh
// `x` 的每一列是一个样本，`centers` 的每一列是一个中心。
// 写出函数 `center_step`：把每个样本分给最近的中心（距离相同时取靠前的一个），
// 再返回每个中心所得样本的均值。没有分到样本的中心留在原处。
//
// #hint en
// Two loops: one over the samples, which adds each of them to the sum of its
// center and counts it; one over the centers, which divides.
// #hint zh
// 两个循环：第一个遍历样本，把它加到所属中心的和里并计数；第二个遍历中心，做除法。
// #hint en
// The nearest center has the smallest sum of squared differences; its root is
// not needed. Division by a count of 0 gives NaN.
// #hint zh
// 最近的中心就是差的平方和最小的那个，不必开方。计数为 0 时相除得到 NaN。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The means of the samples that are nearest to each center.
arma::mat center_step(const arma::mat& x, const arma::mat& centers) {
  // #solution
  arma::mat sums(arma::size(centers), arma::fill::zeros);
  arma::vec counts(centers.n_cols, arma::fill::zeros);
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    const arma::mat away = centers.each_col() - x.col(i);
    const arma::rowvec squares = arma::sum(arma::square(away), 0);
    const arma::uword nearest = squares.index_min();
    sums.col(nearest) += x.col(i);
    counts(nearest) += 1;
  }
  arma::mat means = centers;
  for (arma::uword k = 0; k < centers.n_cols; ++k)
    if (counts(k) > 0) means.col(k) = sums.col(k) / counts(k);
  return means;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a mean of a few numbers"};
  const auto ask = [&](const arma::mat& x, const arma::mat& centers,
                       const arma::mat& expected) {
    expect_close({"center_step(x, centers)", {{"x", x}, {"centers", centers}}},
                 center_step(x, centers), expected, rounding);
  };
  check("four numbers", [&] {
    ask(arma::rowvec{0, 2, 10, 14}, arma::rowvec{1, 9}, arma::rowvec{1, 12});
  });
  check("equally near: the first", [&] {
    ask(arma::rowvec{0, 1, 2}, arma::rowvec{0, 2}, arma::rowvec{0.5, 2});
  });
  check("a center without samples", [&] {
    ask(arma::rowvec{0, 2}, arma::rowvec{1, 50}, arma::rowvec{1, 50});
  });
  check("in the plane", [&] {
    ask(arma::mat{{0, 4, 4, 0}, {0, 0, 3, 3}}, arma::mat{{0, 4}, {1, 1}},
        arma::mat{{0, 4}, {1.5, 1.5}});
  });
}

// #wrong Of equally near centers it takes the last.
// #caught-by equally near: the first
// #says expected 0.5 got 0
// -    const arma::uword nearest = squares.index_min();
// +    const arma::uword nearest =
// +        squares.n_elem - 1 - arma::reverse(squares).eval().index_min();

// #wrong Divides by 0 where a center has no samples.
// #caught-by a center without samples
// #says nan
// -    if (counts(k) > 0) means.col(k) = sums.col(k) / counts(k);
// +    means.col(k) = sums.col(k) / counts(k);

// #wrong Divides all sums by the number of samples.
// #caught-by four numbers
// #says expected 1 got 0.5
// -    if (counts(k) > 0) means.col(k) = sums.col(k) / counts(k);
// +    if (counts(k) > 0) means.col(k) = sums.col(k) / double(x.n_cols);

// #wrong Takes the center whose difference is smallest without its square.
// #caught-by four numbers
// #says got
// -    const arma::rowvec squares = arma::sum(arma::square(away), 0);
// +    const arma::rowvec squares = arma::sum(away, 0);
