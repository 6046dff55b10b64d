#include "overfitting.hpp"

#include "learner.hpp"
#include "remedies.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

std::size_t Watched::best() const {
  std::size_t best = 0;
  for (std::size_t i = 1; i < validation.size(); ++i)
    if (validation[i].loss < validation[best].loss) best = i;
  return best;
}

Watched watch(const Samples& train, const Samples& validation,
              const Samples& test, const Recipe& recipe, int looks) {
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

namespace {

Outcome summarize(const Remedy& remedy, const std::vector<Watched>& runs) {
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

}  // namespace

std::vector<Outcome> compare(const std::vector<Remedy>& all,
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

}  // namespace chapter07
