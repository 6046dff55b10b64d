/// Apriori: which items are bought together, and what follows from what.
///
/// Source: Agrawal and Srikant, "Fast algorithms for mining association rules",
/// VLDB 1994.
#pragma once

#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace chapter12 {

/// Numbers of items, in ascending order, each at most once.
using Items = std::vector<int>;

/// A set of items and how many baskets have all of them.
struct Frequent {
  Items items;
  int count = 0;
};

/// The frequent sets of one size, and how they were found.
struct Level {
  std::vector<Frequent> frequent;
  int joined = 0;   ///< sets made from two frequent ones of the size below
  int counted = 0;  ///< of those, sets without an infrequent subset
};

/// All sets that at least `least` baskets have, size by size, in the order of
/// their items. Only sets whose subsets are all frequent are counted.
std::vector<Level> apriori(const std::vector<Items>& baskets, int least);

/// If a basket has the items `from`, how often has it `to` as well?
struct Rule {
  Items from, to;
  double support = 0;     ///< share of all baskets that have both
  double confidence = 0;  ///< of those with `from`, the share that has `to`
  double lift = 0;  ///< confidence, divided by the share that has `to` anyway
};

/// All rules from the frequent sets with at least this confidence, in the
/// order of the sets and, for each, of subset numbers.
std::vector<Rule> rules_of(const std::vector<Level>& levels, int baskets,
                           double confidence);

/// Does the basket have all these items?
bool has(const Items& basket, const Items& items);

}  // namespace chapter12
