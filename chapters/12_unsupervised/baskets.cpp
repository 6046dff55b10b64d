#include "baskets.hpp"

#include "nn/core/random.hpp"

namespace chapter12 {

const std::vector<std::string> goods{"bread", "milk", "eggs", "jam", "butter"};

std::vector<Items> nine_baskets() {
  enum { bread, milk, eggs, jam, butter };
  return {{bread, milk, butter}, {milk, jam},
          {milk, eggs},          {bread, milk, jam},
          {bread, eggs},         {milk, eggs},
          {bread, eggs},         {bread, milk, eggs, butter},
          {bread, milk, eggs}};
}

std::vector<Items> many_baskets(int count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 7);
  std::vector<Items> baskets;
  for (int i = 0; i < count; ++i) {
    std::vector<bool> in(40);
    for (int item = 0; item < 40; ++item)
      in[std::size_t(item)] = random.uniform() < 0.3 / (1 + item / 5.0);
    for (std::size_t item :
         {0u, 4u, 8u})  // whoever buys it often buys the next
      if (in[item] && random.uniform() < 0.6) in[item + 1] = true;
    baskets.emplace_back();
    for (int item = 0; item < 40; ++item)
      if (in[std::size_t(item)]) baskets.back().push_back(item);
  }
  return baskets;
}

std::string names_of(const Items& items) {
  std::string text;
  for (const int item : items)
    text += (text.empty() ? "" : ", ") + goods[std::size_t(item)];
  return text;
}

}  // namespace chapter12
