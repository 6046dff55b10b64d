// #title en Slopes from what was kept
// #title zh 用记下的数求斜率
//
// #text en
// A tape keeps what the way back will need, and nothing more. Of $z = a / b$ it
// has kept the result $z$ and the divisor $b$; $a$ is gone. Of $y = \tanh x$ it
// has kept $y$ alone. Write `quotient_slopes`, which returns
// $\partial z / \partial a$ and $\partial z / \partial b$, in this order, and
// `tanh_slope`, which returns $dy / dx$.
//
// #text zh
// 记录前向过程时，只记反向要用的数，多一个也不记。
// 对 $z = a / b$，记下的是结果 $z$ 和除数 $b$， $a$ 已经没有了；
// 对 $y = \tanh x$，只记下了 $y$。
// 写出函数 `quotient_slopes`，依次返回
// $\partial z / \partial a$ 和 $\partial z / \partial b$；
// 再写出函数 `tanh_slope`，返回 $dy / dx$。
//
// #hint en
// Write both slopes of the quotient with $a$ and $b$ first. Where in the second
// one do you see $a / b$?
// #hint zh
// 先用 $a$ 和 $b$ 写出商的两个斜率。第二个里面，哪里藏着 $a / b$？
// #hint en
// The slope of $\tanh$ is one minus a square. The number to be squared has been
// computed on the way forward.
// #hint zh
// $\tanh$ 的斜率是 1 减去一个平方。要平方的那个数，前向时已经算好了。
#include <cmath>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// dz/da and dz/db of z = a / b.
arma::vec quotient_slopes(double z, double b) {
  // #solution
  return {1 / b, -z / b};
  // #end
}

/// dy/dx of y = tanh(x).
double tanh_slope(double y) {
  // #solution
  return 1 - y * y;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-15, "two roundings"};
  const auto ask = [&](double a, double b, const arma::vec& expected) {
    expect_close(
        {"quotient_slopes(a / b, b)", {{"a", a}, {"b", b}, {"z", a / b}}},
        quotient_slopes(a / b, b), expected, rounding);
  };

  check("6 / 2", [&] { ask(6, 2, {0.5, -1.5}); });
  check("a divisor below 0", [&] { ask(3, -2, {-0.5, -0.75}); });
  check("tanh at three places", [&] {
    for (const double y : {0.5, 0.0, -0.75})
      expect_close({"tanh_slope(y)", {{"y", y}}}, tanh_slope(y),
                   (1 - y) * (1 + y), rounding);
  });
  check("tanh against a difference", [&] {
    const double x = 0.3, h = 1e-5;
    expect_close({"tanh_slope(tanh(0.3))", {}}, tanh_slope(std::tanh(x)),
                 (std::tanh(x + h) - std::tanh(x - h)) / (2 * h),
                 {1e-9, "h^2 for the bend, 1e-16 / h for the rounding"});
  });
}

// #wrong Forgets that a larger divisor makes the quotient smaller.
// #caught-by 6 / 2
// #says expected -1.5 got 1.5
// -  return {1 / b, -z / b};
// +  return {1 / b, z / b};

// #wrong Divides by the square of b, as if z were a.
// #caught-by 6 / 2
// #says expected -1.5 got -0.75
// -  return {1 / b, -z / b};
// +  return {1 / b, -z / (b * b)};

// #wrong Takes the output for the input.
// #caught-by tanh at three places
// #says got 0.786
// -  return 1 - y * y;
// +  return 1 - std::tanh(y) * std::tanh(y);

// #wrong Takes the slope of the sigmoid.
// #caught-by tanh at three places
// #says expected 0.75 got 0.25
// -  return 1 - y * y;
// +  return y * (1 - y);
