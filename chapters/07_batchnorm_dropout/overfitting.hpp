/// A network that memorizes its training samples, and what helps against it.
#pragma once

#include "learner.hpp"

namespace chapter07 {

/// A training run, measured from time to time.
struct Watched {
  std::vector<double> epoch;
  std::vector<Score> train, validation, test;

  /// Where the validation loss was lowest: the place to stop early.
  std::size_t best() const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < validation.size(); ++i)
      if (validation[i].loss < validation[best].loss) best = i;
    return best;
  }
};

/// Trains for recipe.epochs and measures about `looks` times.
inline Watched watch(const Samples& train, const Samples& validation,
                     const Samples& test, const Recipe& recipe,
                     int looks = 12) {
  Learner learner(train, recipe);
  Watched watched;
  const int every = std::max(1, recipe.epochs / looks);
  for (int epoch = 1; epoch <= recipe.epochs; ++epoch) {
    learner.epoch();
    if (epoch % every != 0 && epoch != recipe.epochs) continue;
    watched.epoch.push_back(epoch);
    watched.train.push_back(learner.score(train));
    watched.validation.push_back(learner.score(validation));
    watched.test.push_back(learner.score(test));
  }
  return watched;
}

/// A remedy for overfitting.
struct Remedy {
  std::string name;  ///< in both languages
  Recipe recipe;
  Data data;  ///< train, validation, test as the network sees them
  bool early_stop = false;
};

/// Uses the first `few` training samples; each remedy changes one thing.
inline std::vector<Remedy> remedies(const Data& data, std::size_t few,
                                    const Recipe& recipe) {
  const Data small{head(data.train, few), data.validation, data.test};
  std::vector<Remedy> all{{"nothing | 什么也不做", recipe, small}};
  all.push_back({"weight decay | 权重衰减", recipe, small});
  all.back().recipe.weight_decay = 0.1;
  all.push_back({"dropout 0.7 | Dropout 0.7", recipe, small});
  all.back().recipe.dropout = 0.7;
  const PrincipalComponents pca(small.train.x, 20);
  all.push_back({"20 components (PCA) | 20 个主成分",
                 recipe,
                 {pca.project(small.train), pca.project(small.validation),
                  pca.project(small.test)}});
  all.push_back(
      {"7 x 7 pixels | 7 x 7 像素",
       recipe,
       {pooled(small.train), pooled(small.validation), pooled(small.test)}});
  all.push_back({"early stopping | 早停", recipe, small, true});
  all.push_back({"10 x the images | 10 倍图像",
                 recipe,
                 {head(data.train, std::min(10 * few, data.train.size())),
                  data.validation, data.test}});
  // The same number of steps for ten times the images.
  all.back().recipe.epochs = std::max(
      1, int(std::size_t(recipe.epochs) * few / all.back().data.train.size()));
  return all;
}

/// One line of the table: over several seeds.
struct Outcome {
  std::string name;
  std::size_t features = 0;
  Spread train, test, test_loss;
  Watched first;  ///< of the first seed, for the figure
};

inline Outcome summarize(const Remedy& remedy,
                         const std::vector<Watched>& runs) {
  std::vector<double> train, test, loss;
  for (const Watched& run : runs) {
    const std::size_t at =
        remedy.early_stop ? run.best() : run.epoch.size() - 1;
    train.push_back(run.train[at].accuracy);
    test.push_back(run.test[at].accuracy);
    loss.push_back(run.test[at].loss);
  }
  return {remedy.name,   remedy.data.train.x.n_rows,
          spread(train), spread(test),
          spread(loss),  runs[0]};
}

inline std::vector<Outcome> compare(const std::vector<Remedy>& all,
                                    std::size_t seeds) {
  const auto runs = side_by_side(all.size() * seeds, [&](std::size_t i) {
    const Remedy& remedy = all[i / seeds];
    Recipe recipe = remedy.recipe;
    recipe.seed += i % seeds;
    return watch(remedy.data.train, remedy.data.validation, remedy.data.test,
                 recipe);
  });
  std::vector<Outcome> outcomes;
  for (std::size_t k = 0; k < all.size(); ++k)
    outcomes.push_back(
        summarize(all[k], {runs.begin() + std::ptrdiff_t(k * seeds),
                           runs.begin() + std::ptrdiff_t((k + 1) * seeds)}));
  return outcomes;
}

/// Test accuracy of four networks, each with several seeds.
struct TwoByTwo {
  /// [BatchNorm?][dropout?], one number per seed
  std::array<std::array<std::vector<double>, 2>, 2> accuracy;

  /// What dropout adds, seed by seed: the start is the same for both.
  std::vector<double> gain(bool batch_norm) const {
    std::vector<double> gains;
    const auto& [without, with] = accuracy[batch_norm];
    for (std::size_t s = 0; s < without.size(); ++s)
      gains.push_back(with[s] - without[s]);
    return gains;
  }

  /// How much BatchNorm reduces that gain.
  std::vector<double> lessened() const {
    std::vector<double> less = gain(false);
    const std::vector<double> with = gain(true);
    for (std::size_t s = 0; s < less.size(); ++s)
      less[s] -= with[s];
    return less;
  }
};

inline TwoByTwo batch_norm_and_dropout(const Data& data, const Recipe& recipe,
                                       std::size_t seeds) {
  const auto runs = side_by_side(4 * seeds, [&](std::size_t i) {
    Recipe mine = recipe;
    mine.batch_norm = i % 4 / 2 == 1;
    mine.dropout = i % 2 == 1 ? 0.5 : 0;
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
