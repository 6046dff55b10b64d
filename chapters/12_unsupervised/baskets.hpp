/// Baskets to look for rules in.
#pragma once

#include "apriori.hpp"

namespace chapter12 {

/// Names of the items of nine_baskets().
extern const std::vector<std::string> goods;

/// Nine small baskets of five goods. The sets are those of the worked example
/// in Han, Kamber and Pei, "Data Mining", 3rd edition, 2012, table 6.1, so that
/// the answers are published; the names are ours.
std::vector<Items> nine_baskets();

/// Baskets of 40 goods: each is in a basket with a probability of its own, the
/// rare ones rarely; and three pairs are often bought together.
std::vector<Items> many_baskets(int count, std::uint64_t seed);

/// "bread, milk"
std::string names_of(const Items& items);

}  // namespace chapter12
