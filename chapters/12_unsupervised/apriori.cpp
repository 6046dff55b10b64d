#include "apriori.hpp"

#include <map>
#include <set>

namespace chapter12 {

bool has(const Items& basket, const Items& items) {
  return std::includes(basket.begin(), basket.end(), items.begin(),
                       items.end());
}

namespace {

/// The sets of a level that enough baskets have.
std::vector<Frequent> count_all(const std::vector<Items>& candidates,
                                const std::vector<Items>& baskets, int least) {
  std::vector<Frequent> frequent;
  for (const Items& items : candidates) {
    const auto count =
        std::count_if(baskets.begin(), baskets.end(),
                      [&](const Items& basket) { return has(basket, items); });
    if (count >= least) frequent.push_back({items, int(count)});
  }
  return frequent;
}

std::vector<Items> single_items(const std::vector<Items>& baskets) {
  std::set<int> items;
  for (const Items& basket : baskets)
    items.insert(basket.begin(), basket.end());
  std::vector<Items> sets;
  for (const int item : items)
    sets.push_back({item});
  return sets;
}

}  // namespace

// #region candidates
/// Two frequent sets that differ only in their last item make a candidate. It
/// is pruned, and never counted, unless all its subsets are frequent.
std::vector<Items> candidates_of(Level& next, const Level& level) {
  std::set<Items> known;
  for (const Frequent& f : level.frequent)
    known.insert(f.items);
  std::vector<Items> candidates;
  for (auto a = known.begin(); a != known.end(); ++a)
    for (auto b = std::next(a); b != known.end(); ++b) {
      if (!std::equal(a->begin(), a->end() - 1, b->begin())) break;
      Items joined = *a;
      joined.push_back(b->back());
      ++next.joined;
      const auto without = [&](std::size_t i) {
        Items subset = joined;
        subset.erase(subset.begin() + std::ptrdiff_t(i));
        return subset;
      };
      bool possible = true;
      for (std::size_t i = 0; i < joined.size(); ++i)
        possible = possible && known.count(without(i)) == 1;
      if (possible) candidates.push_back(joined);
    }
  next.counted = int(candidates.size());
  return candidates;
}
// #endregion candidates

// #region apriori
std::vector<Level> apriori(const std::vector<Items>& baskets, int least) {
  std::vector<Items> candidates = single_items(baskets);
  Level level{{}, int(candidates.size()), int(candidates.size())};
  std::vector<Level> levels;
  while (!candidates.empty()) {
    level.frequent = count_all(candidates, baskets, least);
    levels.push_back(level);
    level = {};
    candidates = candidates_of(level, levels.back());
  }
  return levels;
}
// #endregion apriori

std::vector<Rule> rules_of(const std::vector<Level>& levels, int baskets,
                           double confidence) {
  std::map<Items, int> count;
  for (const Level& level : levels)
    for (const Frequent& f : level.frequent)
      count[f.items] = f.count;
  std::vector<Rule> rules;
  for (const auto& [items, both] : count)
    for (unsigned bits = 1; bits + 1 < 1u << items.size(); ++bits) {
      Rule rule;
      for (std::size_t i = 0; i < items.size(); ++i)
        (bits >> i & 1 ? rule.from : rule.to).push_back(items[i]);
      rule.support = double(both) / baskets;
      rule.confidence = double(both) / count.at(rule.from);
      rule.lift = rule.confidence * baskets / count.at(rule.to);
      if (rule.confidence >= confidence) rules.push_back(rule);
    }
  return rules;
}

}  // namespace chapter12
