// #title en One step of SMO, and its walls
// #title zh SMO 的一步与边界
//
// #text en
// SMO changes two multipliers, $\alpha_i$ and $\alpha_j$. The condition
// $\sum_k y_k \alpha_k = 0$ leaves one direction: $y_i \alpha_i$ grows by $t$,
// $y_j \alpha_j$ shrinks by $t$. Without walls the best step is
// $t$ = `slope / curvature`, both positive. But both multipliers have to stay
// between 0 and `C`.
//
// Write `smo_step`, which returns the two new multipliers; `yi` and `yj` are +1
// or -1. Where a wall stops the step, the multiplier must be exactly 0 or `C`.
//
// #text zh
// SMO 每一步改变两个乘子 $\alpha_i$ 和 $\alpha_j$。条件
// $\sum_k y_k \alpha_k = 0$ 只留下一个方向： $y_i \alpha_i$ 增加 $t$，
// $y_j \alpha_j$ 减少 $t$。没有边界时，最好的步长是
// $t$ = `slope / curvature`，两者都是正数。但两个乘子都必须留在 0 与 `C` 之间。
//
// 写出函数 `smo_step`，返回两个新的乘子；`yi`、`yj` 是 +1 或 -1。
// 如果被边界挡住，那个乘子必须恰好等于 0 或 `C`。
//
// #hint en
// How far is it to the wall? For `yi` = +1 the multiplier grows, and there is
// room for `C - ai`; for -1 it shrinks, with room for `ai`. For j it is the
// other way round.
// #hint zh
// 离边界还有多远？`yi` = +1 时乘子增大，余地是 `C - ai`；`yi` = -1 时减小，
// 余地是 `ai`。对 j 则相反。
// #hint en
// `std::min({a, b, c})` takes the smallest of three. If the step equals the
// room, write the wall itself: adding and subtracting may miss it by a rounding.
// #hint zh
// `std::min({a, b, c})` 取三个数中最小的。若步长正好等于余地，就直接写上边界值：
// 加减法可能因为舍入而差一点点。
#include <algorithm>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// (a_i, a_j) after one step in the square [0, C] x [0, C].
arma::vec smo_step(double ai, double aj, double yi, double yj, double slope,
                   double curvature, double C) {
  // #solution
  const double room_i = yi > 0 ? C - ai : ai;
  const double room_j = yj > 0 ? aj : C - aj;
  const double t = std::min({slope / curvature, room_i, room_j});
  const double wall_i = yi > 0 ? C : 0.0, wall_j = yj > 0 ? 0.0 : C;
  const double next_i = t == room_i ? wall_i : ai + yi * t;
  const double next_j = t == room_j ? wall_j : aj - yj * t;
  return {next_i, next_j};
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-15, "one addition"};
  const nn::exercise::Tolerance wall{0, "a wall is met exactly"};
  const auto ask = [&](arma::vec a, double yi, double yj, double slope,
                       const arma::vec& expected, const auto& tolerance) {
    expect_close({"smo_step(a(0), a(1), yi, yj, slope, 2, 1)",
                  {{"a", a}, {"yi", yi}, {"yj", yj}, {"slope", slope}}},
                 smo_step(a(0), a(1), yi, yj, slope, 2, 1), expected,
                 tolerance);
  };
  check("no wall, equal labels", [&] {
    ask({0.5, 0.5}, 1, 1, 0.25, {0.625, 0.375}, rounding);
  });
  check("no wall, different labels", [&] {
    ask({0.5, 0.5}, 1, -1, 0.25, {0.625, 0.625}, rounding);
    ask({0.5, 0.5}, -1, 1, 0.25, {0.375, 0.375}, rounding);
  });
  check("the first reaches C", [&] {
    ask({0.75, 0.5}, 1, 1, 9, {1, 0.25}, wall);
  });
  check("the second reaches 0", [&] {
    ask({0.5, 0.25}, 1, 1, 9, {0.75, 0}, wall);
  });
  check("labels -1: the walls change places", [&] {
    ask({0.25, 0.5}, -1, -1, 9, {0, 0.75}, wall);
    ask({0.75, 0.75}, -1, -1, 9, {0.5, 1}, wall);
  });
}

// #wrong Forgets the walls.
// #caught-by the first reaches C
// #says expected 1 got 5.25
// -  const double t = std::min({slope / curvature, room_i, room_j});
// +  const double t = slope / curvature;

// #wrong Clips each multiplier for itself: the sum of y a changes.
// #caught-by the first reaches C
// #says expected 0.25 got 0
// -  const double t = std::min({slope / curvature, room_i, room_j});
// +  const double t = slope / curvature;
// -  return {next_i, next_j};
// +  return {std::clamp(ai + yi * t, 0.0, C), std::clamp(aj - yj * t, 0.0, C)};

// #wrong Both multipliers always move in opposite directions.
// #caught-by no wall, different labels
// #says expected 0.625 got 0.375
// -  const double next_j = t == room_j ? wall_j : aj - yj * t;
// +  const double next_j = t == room_j ? wall_j : aj - t;

// #wrong Only the first has walls.
// #caught-by the second reaches 0
// #says expected 0.75 got 1
// -  const double t = std::min({slope / curvature, room_i, room_j});
// +  const double t = std::min(slope / curvature, room_i);
