// #title en How many singular values?
// #title zh 要保留多少个奇异值？
//
// #text en
// `values` are the singular values of a matrix, largest first. A matrix of rank
// $k$ made from the first $k$ of them holds the share
// $(\sigma_1^2 + \dots + \sigma_k^2) / (\sigma_1^2 + \dots + \sigma_r^2)$ of
// the energy. Write `rank_for_energy`, which returns the smallest $k$ that
// holds at least the share `energy`, a number between 0 and 1.
//
// #text zh
// `values` 是一个矩阵的奇异值，从大到小排列。只用前 $k$ 个奇异值，
// 得到秩为 $k$ 的矩阵，它保留的能量所占比例是
// $(\sigma_1^2 + \dots + \sigma_k^2) / (\sigma_1^2 + \dots + \sigma_r^2)$。
// 写出函数 `rank_for_energy`，返回保留的比例至少为 `energy`（0 到 1 之间）的最小的
// $k$。
//
// #hint en
// Add up squares until there are enough of them.
// #hint zh
// 逐个累加平方，直到足够为止。
// #hint en
// The answer for an energy of 0 is 0: nothing has to be kept. Compare with a
// product, so that nothing is divided.
// #hint zh
// 比例为 0 时答案是 0：什么也不必保留。用乘法来比较，就不必做除法。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// How many singular values hold at least this share of the sum of squares.
int rank_for_energy(const arma::vec& values, double energy) {
  // #solution
  const double enough = energy * arma::dot(values, values);
  double kept = 0;
  int rank = 0;
  while (kept < enough && rank < int(values.n_elem)) {
    kept += values(rank) * values(rank);
    ++rank;
  }
  return rank;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  const auto ask = [&](const arma::vec& values, double energy, int expected) {
    nn::exercise::expect_equal({"rank_for_energy(values, energy)",
                                {{"values", values}, {"energy", energy}}},
                               rank_for_energy(values, energy), expected);
  };
  check("squares 16, 4, 4, 1", [&] {
    ask({4, 2, 2, 1}, 0.7, 2);  // 16 of 25 are 64 %, 20 are 80 %
  });
  check("exactly enough", [&] {
    ask({4, 2, 2, 1}, 0.64, 1);
  });
  check("nothing and all", [&] {
    ask({4, 2, 2, 1}, 0, 0);
    ask({4, 2, 2, 1}, 1, 4);
  });
}

// #wrong Adds up the values and not their squares.
// #caught-by squares 16, 4, 4, 1
// #says expected 2 got 4
// -    kept += values(rank) * values(rank);
// +    kept += values(rank);

// #wrong Wants more than enough.
// #caught-by exactly enough
// #says expected 1 got 2
// -  while (kept < enough && rank < int(values.n_elem)) {
// +  while (kept <= enough && rank < int(values.n_elem)) {

// #wrong Takes the share of the number of values.
// #caught-by squares 16, 4, 4, 1
// #says expected 2 got 3
// -  return rank;
// +  return int(std::ceil(energy * double(values.n_elem)));

// #wrong Keeps at least one.
// #caught-by nothing and all
// #says expected 0 got 1
// -  return rank;
// +  return std::max(rank, 1);
