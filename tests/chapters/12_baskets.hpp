/// Apriori.
#pragma once

#include <set>

#include "12_tools.hpp"
#include "12_unsupervised/baskets.hpp"

namespace chapter12 {

// Row 43b: the worked example of Han, Kamber and Pei, 3rd edition, section
// 6.2.1: frequent sets with a support of 2, and the rules of {I1, I2, I5}.
BOOST_AUTO_TEST_CASE(row_43b_apriori_gives_the_published_answers) {
  const auto levels = apriori(nine_baskets(), 2);
  BOOST_REQUIRE(levels.size() == 3u);
  std::map<Items, int> found;
  for (const Level& level : levels)
    for (const Frequent& f : level.frequent)
      found[f.items] = f.count;
  const std::map<Items, int> published{
      {{0}, 6},    {{1}, 7},       {{2}, 6},      {{3}, 2},    {{4}, 2},
      {{0, 1}, 4}, {{0, 2}, 4},    {{0, 4}, 2},   {{1, 2}, 4}, {{1, 3}, 2},
      {{1, 4}, 2}, {{0, 1, 2}, 2}, {{0, 1, 4}, 2}};
  BOOST_TEST((found == published));
  // Ten pairs are counted; of six joined triples, four have an infrequent pair.
  BOOST_TEST((levels[1].joined == 10 && levels[1].counted == 10));
  BOOST_TEST((levels[2].joined == 6 && levels[2].counted == 2));
  std::map<std::pair<Items, Items>, double> confidence;
  for (const Rule& rule : rules_of(levels, 9, 0))
    confidence[{rule.from, rule.to}] = rule.confidence;
  BOOST_TEST((confidence.at({{0, 1}, {4}}) == 2.0 / 4));
  BOOST_TEST((confidence.at({{0, 4}, {1}}) == 1));
  BOOST_TEST((confidence.at({{1, 4}, {0}}) == 1));
  BOOST_TEST((confidence.at({{0}, {1, 4}}) == 2.0 / 6));
  BOOST_TEST((confidence.at({{1}, {0, 4}}) == 2.0 / 7));
  BOOST_TEST((confidence.at({{4}, {0, 1}}) == 1));
}

// Row 43b: support, confidence and lift by counting.
BOOST_AUTO_TEST_CASE(row_43b_numbers_of_a_rule_are_those_of_a_count) {
  const auto baskets = many_baskets(400, 1);
  const auto levels = apriori(baskets, 20);
  const auto share = [&](const Items& items) {
    return double(
               std::count_if(baskets.begin(), baskets.end(),
                             [&](const Items& b) { return has(b, items); })) /
           400;
  };
  const auto rules = rules_of(levels, 400, 0.3);
  BOOST_TEST(rules.size() > 5u);
  for (const Rule& rule : rules) {
    Items both = rule.from;
    both.insert(both.end(), rule.to.begin(), rule.to.end());
    std::sort(both.begin(), both.end());
    BOOST_TEST(rule.support == share(both), tt::tolerance(1e-12));
    BOOST_TEST(rule.confidence == share(both) / share(rule.from),
               tt::tolerance(1e-12));
    BOOST_TEST(rule.lift == share(both) / share(rule.from) / share(rule.to),
               tt::tolerance(1e-12));
    BOOST_TEST(rule.confidence >= 0.3);
  }
}

// Row 43b: pruning loses nothing. All subsets of 12 items, counted one by one.
BOOST_AUTO_TEST_CASE(row_43b_pruning_loses_no_set) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    auto baskets = many_baskets(200, seed);
    for (Items& basket : baskets)
      std::erase_if(basket, [](int item) { return item >= 12; });
    std::set<Items> expected, found;
    for (unsigned bits = 1; bits < 1u << 12; ++bits) {
      Items items;
      for (int i = 0; i < 12; ++i)
        if (bits >> i & 1) items.push_back(i);
      if (std::count_if(baskets.begin(), baskets.end(),
                        [&](const Items& b) { return has(b, items); }) >= 8)
        expected.insert(items);
    }
    int counted = 0, joined = 0;
    for (const Level& level : apriori(baskets, 8)) {
      counted += level.counted;
      joined += level.joined;
      for (const Frequent& f : level.frequent)
        found.insert(f.items);
    }
    BOOST_TEST((found == expected));
    BOOST_TEST(counted < joined);
    BOOST_TEST(counted < 400);  // of 4095
  }
}

// The rules that were planted have the highest lifts of all pairs.
BOOST_AUTO_TEST_CASE(planted_rules_have_the_highest_lift) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto baskets = many_baskets(5000, seed);
    auto rules = rules_of(apriori(baskets, 100), 5000, 0.3);
    std::erase_if(rules, [](const Rule& rule) {
      return rule.from.size() + rule.to.size() != 2;
    });
    std::stable_sort(
        rules.begin(), rules.end(),
        [](const Rule& a, const Rule& b) { return a.lift > b.lift; });
    std::set<std::pair<int, int>> pairs;
    for (const Rule& rule : rules)
      if (rule.lift > 1.5) pairs.insert(std::minmax(rule.from[0], rule.to[0]));
    BOOST_TEST(
        (pairs == std::set<std::pair<int, int>>{{0, 1}, {4, 5}, {8, 9}}));
  }
}

}  // namespace chapter12
