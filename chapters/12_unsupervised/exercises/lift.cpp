// #title en The lift of a rule
// #title zh 规则的提升度
//
// #text en
// Of `baskets` baskets, `from` have bread, `to` have milk and `both` have both.
// The confidence of the rule "bread, so milk" is the share of milk among the
// baskets with bread. Its lift is the confidence divided by the share of milk
// among all baskets: above 1, bread makes milk likelier. Write `lift`. A rule
// from something that no basket has, or to something that none has, has lift 1.
//
// #text zh
// 在 `baskets` 个购物篮中，`from` 个有面包，`to` 个有牛奶，`both` 个两样都有。
// 规则“有面包则有牛奶”的置信度，是有面包的购物篮中牛奶所占的比例；
// 提升度是置信度除以牛奶在全部购物篮中的比例：大于 1 说明面包使牛奶更常出现。
// 写出函数 `lift`。若没有购物篮含有规则的前件，或没有购物篮含有后件，提升度为 1。
//
// #hint en
// Work out the confidence and the share of milk as two numbers between 0 and 1.
// #hint zh
// 先算出置信度和牛奶的比例，都是 0 到 1 之间的数。
// #hint en
// Counts are integers: 1 / 2 is 0 in C++.
// #hint zh
// 计数是整数：在 C++ 里 1 / 2 等于 0。
#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

/// How much likelier the right side of a rule is where the left side is.
double lift(int baskets, int from, int to, int both) {
  // #solution
  if (from == 0 || to == 0) return 1;
  const double confidence = double(both) / from;
  const double anyway = double(to) / baskets;
  return confidence / anyway;
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  using nn::exercise::expect_close;
  const nn::exercise::Tolerance rounding{1e-14, "three divisions"};
  const auto ask = [&](int baskets, int from, int to, int both,
                       double expected) {
    expect_close({"lift(baskets, from, to, both)",
                  {{"baskets", baskets},
                   {"from", from},
                   {"to", to},
                   {"both", both}}},
                 lift(baskets, from, to, both), expected, rounding);
  };
  check("half of them, where a fifth have it", [&] {
    ask(100, 10, 20, 5, 2.5);
  });
  check("independent", [&] {
    ask(100, 50, 20, 10, 1);
  });
  check("never together", [&] {
    ask(100, 50, 20, 0, 0);
  });
  check("nobody has it", [&] {
    ask(100, 0, 20, 0, 1);
    ask(100, 20, 0, 0, 1);
  });
}

// #wrong Returns the confidence.
// #caught-by half of them, where a fifth have it
// #says expected 2.5 got 0.5
// -  return confidence / anyway;
// +  return confidence;

// #wrong Divides integers.
// #caught-by half of them, where a fifth have it
// #says expected 2.5 got 0
// -  const double confidence = double(both) / from;
// +  const double confidence = both / from;

// #wrong Takes the difference and not the quotient.
// #caught-by half of them, where a fifth have it
// #says expected 2.5 got 0.3
// -  return confidence / anyway;
// +  return confidence - anyway;

// #wrong Forgets that nobody may have it.
// #caught-by nobody has it
// #says nan
// -  if (from == 0 || to == 0) return 1;
// +  if (baskets == 0) return 1;
