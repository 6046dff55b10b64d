#include "two_by_two.hpp"

#include "learner.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

std::vector<double> TwoByTwo::gain(bool batch_norm) const {
  std::vector<double> gains;
  const auto& [without, with] = accuracy[batch_norm];
  for (std::size_t s = 0; s < without.size(); ++s)
    gains.push_back(with[s] - without[s]);
  return gains;
}

std::vector<double> TwoByTwo::lessened() const {
  std::vector<double> less = gain(false);
  const std::vector<double> with = gain(true);
  for (std::size_t s = 0; s < less.size(); ++s)
    less[s] -= with[s];
  return less;
}

std::vector<Named> two_by_two_recipes(const Recipe& recipe) {
  std::vector<Named> all;
  for (bool batch_norm : {false, true})
    for (double dropout : {0.0, 0.5}) {
      all.push_back({batch_norm ? "BatchNorm" : "neither", recipe});
      all.back().recipe.batch_norm = batch_norm;
      all.back().recipe.dropout = dropout;
    }
  all[1].name = "dropout";
  all[3].name = "both";
  return all;
}

TwoByTwo batch_norm_and_dropout(const Data& data, const Recipe& recipe,
                                std::size_t seeds) {
  const auto runs = side_by_side(4 * seeds, [&](std::size_t i) {
    Recipe mine = two_by_two_recipes(recipe)[i % 4].recipe;
    mine.seed = recipe.seed + i / 4;
    Learner learner(data.train, mine);
    for (int epoch = 0; epoch < mine.epochs; ++epoch)
      learner.epoch();
    return learner.score(data.test).accuracy;
  });
  TwoByTwo table;
  for (std::size_t i = 0; i < runs.size(); ++i)
    table.accuracy[i % 4 / 2][i % 2].push_back(runs[i]);
  return table;
}

}  // namespace chapter07
