// #title en A step of the cart and the pole
// #title zh 小车与杆的一步
//
// #text en
// The state is position, speed, angle, and the rate of the angle,
// $(x, \dot x, \theta, \dot\theta)$. A force $F$ acts on a cart of 1 kg that
// carries a pole of 0.1 kg and 1 m, so $l = 0.5$ is half its length. With
// $m = 0.1$, $M = 1.1$ and $g = 9.8$, the accelerations are
//
// $$
// \ddot\theta = \frac{g \sin\theta - \cos\theta \, p}
// {l \left( \frac{4}{3} - \frac{m \cos^2\theta}{M} \right)}, \qquad
// \ddot x = p - \frac{m l \ddot\theta \cos\theta}{M}, \qquad
// p = \frac{F + m l \dot\theta^2 \sin\theta}{M} .
// $$
//
// Write `step`, which returns the state `time` seconds later by Euler's method:
// positions move with the old speeds, speeds with the accelerations.
//
// #text zh
// 状态是位置、速度、角度和角速度 $(x, \dot x, \theta, \dot\theta)$。
// 力 $F$ 作用在 1 kg 的小车上，车上立着 0.1 kg、长 1 m 的杆，
// $l = 0.5$ 是杆长的一半。取 $m = 0.1$、 $M = 1.1$、 $g = 9.8$，
// 两个加速度是
//
// $$
// \ddot\theta = \frac{g \sin\theta - \cos\theta \, p}
// {l \left( \frac{4}{3} - \frac{m \cos^2\theta}{M} \right)}, \qquad
// \ddot x = p - \frac{m l \ddot\theta \cos\theta}{M}, \qquad
// p = \frac{F + m l \dot\theta^2 \sin\theta}{M} .
// $$
//
// 写出函数 `step`，用欧拉法返回 `time` 秒之后的状态：
// 位置按旧的速度移动，速度按加速度变化。
//
// #hint en
// Compute p first, then the pole's acceleration, which the cart's needs.
// #hint zh
// 先算 p，再算杆的加速度；小车的加速度要用到它。
// #hint en
// Do not change the state before all four new numbers are computed.
// #hint zh
// 四个新数全部算好之前，不要改动旧状态。
#include <cmath>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// The state (x, speed, angle, rate) after `time` seconds under a force.
arma::vec step(const arma::vec& state, double force, double time) {
  const double g = 9.8, m = 0.1, M = 1.1, l = 0.5;
  // #solution
  const double sine = std::sin(state(2)), cosine = std::cos(state(2));
  const double p = (force + m * l * state(3) * state(3) * sine) / M;
  const double pole =
      (g * sine - cosine * p) / (l * (4.0 / 3 - m * cosine * cosine / M));
  const double cart = p - m * l * pole * cosine / M;
  const double speed = state(1) + time * cart;
  const double x = state(0) + time * state(1);
  return {x, speed, state(2) + time * state(3), state(3) + time * pole};
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-12, "a dozen roundings"};
  const auto ask = [&](const arma::vec& state, double force, double time,
                       const arma::vec& expected) {
    expect_close({"step(state, force, time)",
                  {{"state", state}, {"force", force}, {"time", time}}},
                 step(state, force, time), expected, rounding);
  };

  check("from rest, pushed for 0.02 s", [&] {
    // p = 100/11; pole -600/41; cart 400/41
    ask({0, 0, 0, 0}, 10, 0.02, {0, 8 / 41.0, 0, -12 / 41.0});
  });
  check("old speeds move the positions", [&] {
    const arma::vec after = step({1, 2, 0, -3}, 0, 0.5);
    expect_close({"step({1, 2, 0, -3}, 0, 0.5)", {}}, after,
                 arma::vec{2, 2, -1.5, -3}, rounding);
  });
  check("a pole that lies on its side", [&] {
    // sine 1, cosine 0: the pole falls with 3/4 g/l = 14.7, and p = 4 / 22.
    ask({0, 0, arma::datum::pi / 2, 2}, 0, 1,
        {0, 2 / 11.0, arma::datum::pi / 2 + 2, 16.7});
  });
  check("left and right are alike", [&] {
    const arma::vec state = {0.3, -0.5, 0.4, 1.7};
    expect_close({"step(-state, -10, 0.02)", {{"state", state}}},
                 step(-state, -10, 0.02), arma::vec(-step(state, 10, 0.02)),
                 rounding);
  });
}

// #wrong Moves the positions with the new speeds.
// #caught-by from rest, pushed for 0.02 s
// #says got 0.0039
// -  const double x = state(0) + time * state(1);
// +  const double x = state(0) + time * speed;

// #wrong Forgets that the pole pushes back on the cart.
// #caught-by from rest, pushed for 0.02 s
// #says got 0.18
// -  const double cart = p - m * l * pole * cosine / M;
// +  const double cart = p;

// #wrong Divides whole numbers: 4 / 3 is 1.
// #caught-by from rest, pushed for 0.02 s
// #says got {0, 0.2
// -      (g * sine - cosine * p) / (l * (4.0 / 3 - m * cosine * cosine / M));
// +      (g * sine - cosine * p) / (l * (4 / 3 - m * cosine * cosine / M));

// #wrong Forgets the square of the rate.
// #caught-by a pole that lies on its side
// #says got 0.0909
// -  const double p = (force + m * l * state(3) * state(3) * sine) / M;
// +  const double p = (force + m * l * state(3) * sine) / M;
