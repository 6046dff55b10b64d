// #title en Responsibilities that do not underflow
// #title zh 不会下溢的责任度
//
// #text en
// For one sample, `joint(k)` is the logarithm of the weight of component $k$ of
// a mixture times its density there. Write `responsibilities`, which returns
//
// $$
// r_k = \frac{e^{\text{joint}_k}}{\sum_j e^{\text{joint}_j}}
// $$
//
// also where all of $e^{\text{joint}_k}$ are 0 or infinite in double precision.
//
// #text zh
// 对某一个样本，`joint(k)` 是混合模型第 $k$ 个分量的权重与它在该处的密度之积的对数。
// 写出函数 `responsibilities`，返回
//
// $$
// r_k = \frac{e^{\text{joint}_k}}{\sum_j e^{\text{joint}_j}}
// $$
//
// 即使所有 $e^{\text{joint}_k}$ 在双精度下都是 0 或无穷大，结果也要正确。
//
// #hint en
// A common factor of numerator and denominator changes nothing: a common
// summand of all logarithms.
// #hint zh
// 分子分母同乘一个因子，结果不变；也就是所有对数同加一个数。
// #hint en
// Choose it so that the largest exponent is 0: then the sum is between 1 and
// the number of components.
// #hint zh
// 选取这个数，使最大的指数为 0：这时分母介于 1 和分量个数之间。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// Shares of the components of a mixture in a sample; they add up to 1.
arma::vec responsibilities(const arma::vec& joint) {
  // #solution
  const arma::vec shares = arma::exp(joint - joint.max());
  return shares / arma::accu(shares);
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-13,
                                         "exponents below 1000, rounded"};
  const auto ask = [&](const arma::vec& joint, const arma::vec& expected) {
    expect_close({"responsibilities(joint)", {{"joint", joint}}},
                 responsibilities(joint), expected, rounding);
  };
  check("one to three", [&] {
    ask({std::log(0.1), std::log(0.3)}, {0.25, 0.75});
  });
  check("three components", [&] {
    ask({std::log(0.2), std::log(0.2), std::log(0.4)}, {0.25, 0.25, 0.5});
  });
  check("far from all means", [&] {
    ask({std::log(0.25) - 900, std::log(0.75) - 900}, {0.25, 0.75});
  });
  check("very dense", [&] {
    ask({std::log(0.25) + 900, std::log(0.75) + 900}, {0.25, 0.75});
  });
}

// #wrong Takes the exponentials as they are.
// #caught-by far from all means
// #says nan
// -  const arma::vec shares = arma::exp(joint - joint.max());
// +  const arma::vec shares = arma::exp(joint);

// #wrong Adds the same number to all whatever they are.
// #caught-by very dense
// #says nan
// -  const arma::vec shares = arma::exp(joint - joint.max());
// +  const arma::vec shares = arma::exp(joint + 700);

// #wrong Subtracts the smallest, and divides by the largest.
// #caught-by one to three
// #says expected 0.25 got 0.33333
// -  const arma::vec shares = arma::exp(joint - joint.max());
// -  return shares / arma::accu(shares);
// +  const arma::vec shares = arma::exp(joint - joint.min());
// +  return shares / shares.max();

// #wrong Divides by the root of the sum of squares.
// #caught-by one to three
// #says expected 0.25 got 0.31622
// -  return shares / arma::accu(shares);
// +  return shares / arma::norm(shares);
