// #title en Project: an operation of your own
// #title zh 综合练习：自己加一个运算
//
// #text en
// A graph knows nothing of networks, only operations: a value, and the
// vector-Jacobian product, which turns the derivative `dy` with respect to the
// result into the one with respect to the input. Whoever adds such a pair can
// train with it at once. The file has a small tape, and a network of one hidden
// layer that learns with it, whatever its activation is. Add the softplus,
//
// $$
// y = \log(1 + e^x) ,
// $$
//
// a ReLU without a kink, number by number. It must be right for all numbers:
// $e^{1000}$ is more than a `double` holds, and $1 + e^{-40}$ is rounded to 1,
// although the logarithm is not 0. The checks compare your operation with
// differences, and then train the network.
//
// #text zh
// 计算图不认识网络，只认识运算：怎样求值，以及向量–雅可比积，
// 它把对结果的导数 `dy` 变成对输入的导数。谁添上这样一对函数，
// 马上就能用它训练。文件里有一个小小的 tape，
// 还有一个靠它学习的网络，只有一个隐藏层，换什么激活函数都行。
// 请添上 softplus，对每个数分别计算
//
// $$
// y = \log(1 + e^x) ,
// $$
//
// 它像 ReLU，但没有折角。不管是什么数，结果都要对：
// $e^{1000}$ 超出了 `double` 的范围；而 $1 + e^{-40}$ 会舍入成 1，
// 可它的对数并不是 0。检查时先把你的运算与差分对照，再训练网络。
//
// #hint en
// What is the slope of the softplus? It is a function that you know.
// #hint zh
// softplus 的斜率是什么？是一个你认识的函数。
// #hint en
// For large $x$, take $x$ itself out of the logarithm; what is left in it holds
// only $e^{-x}$. One formula with $|x|$ serves both sides.
// #hint zh
// $x$ 很大时，把 $x$ 从对数里提出来，对数里就只剩 $e^{-x}$。
// 用上 $|x|$，一个公式就能管两边。
// #hint en
// `std::log1p(z)` and `arma::log1p(z)` are $\log(1 + z)$ without rounding
// $1 + z$. Of the way back: a number that is divided by infinity is 0, but
// infinity by infinity is NaN.
// #hint zh
// `std::log1p(z)` 和 `arma::log1p(z)` 求 $\log(1 + z)$，不会先把 $1 + z$ 舍入。
// 反向时要当心：一个数除以无穷大得 0，无穷大除以无穷大却是 NaN。
#include <cmath>
#include <functional>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/core/random.hpp"
#include "nn/exercise/check.hpp"

/// An operation number by number, and the way back through it.
struct Operation {
  arma::mat (*value)(const arma::mat& x);
  /// dx from dy; y is value(x).
  arma::mat (*vjp)(const arma::mat& x, const arma::mat& y, const arma::mat& dy);
};

/// What was computed, step by step, and how to go back.
class Tape {
 public:
  using Id = std::size_t;
  using Back = std::function<void(const arma::mat& dy)>;

  Id add(const arma::mat& value, Back back = nothing) {
    values.push_back(value);
    gradients.emplace_back(arma::size(value), arma::fill::zeros);
    backs_.push_back(std::move(back));
    return values.size() - 1;
  }
  Id product(Id a, Id b) {
    return add(values[a] * values[b], [this, a, b](const arma::mat& dy) {
      gradients[a] += dy * values[b].t();
      gradients[b] += values[a].t() * dy;
    });
  }
  Id apply(const Operation& f, Id x) {
    const Id y = values.size();
    return add(f.value(values[x]), [this, f, x, y](const arma::mat& dy) {
      gradients[x] += f.vjp(values[x], values[y], dy);
    });
  }
  /// All gradients, where dy is the one of the last node.
  void backward(const arma::mat& dy) {
    gradients.back() = dy;
    for (Id id = values.size(); id-- > 0;)
      backs_[id](gradients[id]);
  }

  std::vector<arma::mat> values, gradients;

 private:
  static void nothing(const arma::mat&) {}  // goes back from a leaf

  std::vector<Back> backs_;
};

/// The mean squared error of W2 f(W1 x) before and after the training; the last
/// row of x is 1, for the bias.
arma::vec train(const Operation& f, const arma::mat& x, const arma::mat& y) {
  nn::Random random(1);
  arma::mat first(8, x.n_rows), second(y.n_rows, 8);
  first.imbue([&] { return random.normal(); });
  second.imbue([&] { return random.normal() / 3; });
  arma::vec losses(2);
  for (int step = 0; step <= 500; ++step) {
    Tape tape;
    const Tape::Id w1 = tape.add(first), w2 = tape.add(second);
    const Tape::Id hidden = tape.apply(f, tape.product(w1, tape.add(x)));
    const Tape::Id out = tape.product(w2, hidden);
    const arma::mat error = tape.values[out] - y;
    losses(step == 0 ? 0 : 1) = arma::mean(arma::mean(arma::square(error)));
    tape.backward(2 * error / double(error.n_elem));
    first -= 0.1 * tape.gradients[w1];
    second -= 0.1 * tape.gradients[w2];
  }
  return losses;
}

/// log(1 + e^x), number by number.
arma::mat softplus_value(const arma::mat& x) {
  // #solution
  const arma::mat positive = arma::clamp(x, 0, arma::datum::inf);
  return positive + arma::log1p(arma::exp(-arma::abs(x)));
  // #end
}

/// dx from dy.
arma::mat softplus_vjp(const arma::mat& x, const arma::mat& y,
                       const arma::mat& dy) {
  // #solution
  static_cast<void>(y);  // 1 - exp(-y) would be rounded where y is small
  return dy / (1 + arma::exp(-x));
  // #end
}

const Operation softplus{softplus_value, softplus_vjp};

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "a few roundings"};
  const auto value = [&](double x, double expected) {
    expect_close({"softplus_value(x)", {{"x", x}}},
                 softplus_value(arma::vec{x}), expected, rounding);
  };
  const auto vjp = [](const arma::mat& x, const arma::mat& dy) {
    return softplus_vjp(x, softplus_value(x), dy);
  };
  const arma::mat x{{-3, -0.5, 0}, {0.25, 1, 4}};

  check("values", [&] {
    value(0, std::log(2.0));
    value(2, std::log(1 + std::exp(2.0)));
    value(-2, std::log(1 + std::exp(-2.0)));
  });
  check("values far above zero", [&] {
    value(40, 40);
    value(1000, 1000);
  });
  check("values far below zero", [] {
    expect_close({"softplus_value(-40) * exp(40)", {}},
                 softplus_value(arma::vec{-40}) * std::exp(40.0), 1.0,
                 {1e-14, "a few roundings"});
  });
  check("slopes against differences", [&] {
    const double h = 1e-5;
    const arma::mat slopes =
        (softplus_value(x + h) - softplus_value(x - h)) / (2 * h);
    expect_close({"softplus_vjp(x, y, 1)", {{"x", x}}},
                 vjp(x, arma::mat(2, 3, arma::fill::ones)), slopes,
                 {1e-9, "h^2 for the bend, 1e-16 / h for the rounding"});
  });
  check("what comes back is multiplied by the slope", [&] {
    const arma::mat dy{{1, -2, 6}, {0, 3, 0.5}};
    expect_close({"softplus_vjp(x, y, dy)", {{"x", x}, {"dy", dy}}}, vjp(x, dy),
                 arma::mat(dy / (1 + arma::exp(-x))), rounding);
  });
  check("slopes far away", [&] {
    const arma::vec far{-1000, -40, 40, 1000};
    const arma::mat got = vjp(far, arma::vec(4, arma::fill::ones));
    expect_close({"softplus_vjp(x, y, 1)", {{"x", far}}}, got,
                 arma::vec{0, std::exp(-40.0), 1, 1}, rounding);
    expect_close({"softplus_vjp(-40, y, 1) * exp(40)", {}},
                 got(1) * std::exp(40.0), 1.0, rounding);
  });
  check("a network trains with it", [] {
    arma::mat in(2, 21, arma::fill::ones);
    in.row(0) = arma::linspace<arma::rowvec>(-2, 2, 21);
    const arma::mat out = arma::abs(in.row(0));
    const arma::vec losses = train(softplus, in, out);
    nn::exercise::expect_at_most({"the last loss of train(softplus, x, |x|)",
                                  {{"the first", losses(0)}}},
                                 losses(1), losses(0) / 10,
                                 "a tenth of the first");
  });
}

// #wrong Takes the formula as it stands.
// #caught-by values far above zero
// #says expected 1000 got inf
// -  return positive + arma::log1p(arma::exp(-arma::abs(x)));
// +  return arma::log(1 + arma::exp(x)) + 0 * positive;

// #wrong Takes x out for all numbers, also for those below 0.
// #caught-by values
// #says for x = -2
// -  return positive + arma::log1p(arma::exp(-arma::abs(x)));
// +  return positive + arma::log1p(arma::exp(-x));

// #wrong Rounds 1 + e^-40 to 1.
// #caught-by values far below zero
// #says expected 1 got 0
// -  return positive + arma::log1p(arma::exp(-arma::abs(x)));
// +  return positive + arma::log(1 + arma::exp(-arma::abs(x)));

// #wrong Returns the slope, whatever comes back.
// #caught-by what comes back is multiplied by the slope
// #says expected 0 got 0.5621765008857
// -  return dy / (1 + arma::exp(-x));
// +  return 1 / (1 + arma::exp(-x)) + 0 * dy;

// #wrong Takes the sigmoid of the output.
// #caught-by slopes against differences
// #says first difference at row 0
// -  static_cast<void>(y);  // 1 - exp(-y) would be rounded where y is small
// -  return dy / (1 + arma::exp(-x));
// +  return dy / (1 + arma::exp(-y));

// #wrong Divides infinity by infinity.
// #caught-by slopes far away
// #says got nan
// -  return dy / (1 + arma::exp(-x));
// +  return dy % arma::exp(x) / (1 + arma::exp(x));
