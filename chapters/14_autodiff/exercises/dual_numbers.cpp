// #title en Forward mode in a struct
// #title zh 一个结构体实现前向模式
//
// #text en
// A dual number carries a value and, beside it, the slope with which the value
// moves when $x$ moves: $x$ itself has the slope 1, a constant 0. Whoever
// computes with dual numbers computes derivatives along the way, without any
// tape. Write the sum, the product and the exponential function, so that a
// function written for any type of number, such as
// `[](auto x) { return exp(x * x) + 2 * x; }`, can be called with a `Dual`.
// Then write `slope`, which returns $f'(x)$ of such a function.
//
// `Dual` is a template: its value may be a dual number itself. That gives the
// second derivative, and you need do nothing for it but use no `double` where
// `Real` is meant.
//
// #text zh
// 对偶数带着一个值，旁边还带着斜率： $x$ 变动时，这个值变动多少倍。
// $x$ 自己的斜率是 1，常数的斜率是 0。用对偶数做计算，导数就一路跟着算出来，
// 不需要任何记录。写出加法、乘法和指数函数，让对任意数值类型写成的函数，例如
// `[](auto x) { return exp(x * x) + 2 * x; }`，都能用 `Dual` 来调用。
// 再写出函数 `slope`，返回这样一个函数的 $f'(x)$。
//
// `Dual` 是模板：它的值本身也可以是对偶数，这样就得到二阶导数。
// 你不用为此多做什么，只要该写 `Real` 的地方不写 `double`。
//
// #hint en
// Every operation computes its value as always; its slope follows from the
// values and slopes of its inputs by a rule you know from school.
// #hint zh
// 每个运算照常算出值；斜率由各个输入的值和斜率算出，规则是中学就学过的。
// #hint en
// The exponential function of $u$ moves with $e^u$ times the slope of $u$.
// Write a plain `exp` of the value, not `std::exp`: the value may be a dual
// number.
// #hint zh
// $e^u$ 的斜率是 $e^u$ 乘以 $u$ 的斜率。对值求指数时直接写 `exp`，
// 不要写 `std::exp`：值本身可能也是对偶数。
// #hint en
// For `slope`, call `f` with a number that has the value $x$. With which slope?
// #hint zh
// 写 `slope` 时，用一个值为 $x$ 的对偶数调用 `f`。它的斜率该是多少？
#include <cmath>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

template <class Real>
struct Dual {
  Real value, slope;

  Dual(Real v, Real s) : value(v), slope(s) {}
  /// A constant. Not explicit, so that 2 * x is a product of dual numbers.
  Dual(double constant) : value(constant), slope(0) {}

  friend Dual operator+(const Dual& a, const Dual& b) {
    // #solution
    return {a.value + b.value, a.slope + b.slope};
    // #end
  }
  friend Dual operator*(const Dual& a, const Dual& b) {
    // #solution
    return {a.value * b.value, a.value * b.slope + a.slope * b.value};
    // #end
  }
  friend Dual exp(const Dual& u) {
    using std::exp;  // of a plain number; that of a dual number is found, too
    // #solution
    const Real y = exp(u.value);
    return {y, y * u.slope};
    // #end
  }
};

/// f'(x); f is a function of a number of any type.
template <class Function, class Real>
Real slope(Function f, const Real& x) {
  // #solution
  return f(Dual<Real>(x, Real(1))).slope;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  using Number = Dual<double>;
  const nn::exercise::Tolerance rounding{1e-14, "a few roundings"};
  const auto ask = [&](const std::string& call, const Number& got, double value,
                       double derivative) {
    expect_close({call + ": value and slope", {}},
                 arma::vec{got.value, got.slope}, arma::vec{value, derivative},
                 rounding);
  };
  const Number x{3, 1};

  check("a sum", [&] { ask("x + 2 at 3", x + 2, 5, 1); });
  check("a sum of what moves", [&] {
    ask("{1, 2} + {3, 5}", Number{1, 2} + Number{3, 5}, 4, 7);
  });
  check("a product", [&] {
    ask("2 * x at 3", 2 * x, 6, 2);
    ask("x * x at 3", x * x, 9, 6);
    ask("{2, 3} * {5, 7}", Number{2, 3} * Number{5, 7}, 10, 29);
  });
  check("an exponential function", [&] {
    ask("exp(x) at 0", exp(Number{0, 1}), 1, 1);
    ask("exp({1, 3})", exp(Number{1, 3}), std::exp(1.0), 3 * std::exp(1.0));
  });
  const auto f = [](auto t) { return exp(t * t) + 2 * t; };
  check("f'", [&] {
    expect_close({"slope(exp(x x) + 2 x, 1)", {}}, slope(f, 1.0),
                 2 * std::exp(1.0) + 2, rounding);
  });
  check("f''", [&] {
    const auto first = [&](auto t) { return slope(f, t); };
    expect_close({"slope of slope of exp(x x) + 2 x, at 1", {}},
                 slope(first, 1.0), 6 * std::exp(1.0), rounding);
  });
}

// #wrong The slope of a product as the product of the slopes.
// #caught-by a product
// #says expected 2 got 0
// -    return {a.value * b.value, a.value * b.slope + a.slope * b.value};
// +    return {a.value * b.value, a.slope * b.slope};

// #wrong Forgets that both factors move.
// #caught-by a product
// #says expected 6 got 3
// -    return {a.value * b.value, a.value * b.slope + a.slope * b.value};
// +    return {a.value * b.value, a.value * b.slope};

// #wrong Forgets the chain: what stands in the exponent moves, too.
// #caught-by an exponential function
// #says expected {2.71828, 8.15485} got {2.71828, 2.71828}
// -    return {y, y * u.slope};
// +    return {y, y};

// #wrong Adds the values, but keeps the slope of the first.
// #caught-by a sum of what moves
// #says expected 7 got 2
// -    return {a.value + b.value, a.slope + b.slope};
// +    return {a.value + b.value, a.slope};

// #wrong Calls f with a constant.
// #caught-by f'
// #says got 0
// -  return f(Dual<Real>(x, Real(1))).slope;
// +  return f(Dual<Real>(x, Real(0))).slope;
