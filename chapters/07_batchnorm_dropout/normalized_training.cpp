#include "normalized_training.hpp"

#include "learner.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

Curve follow(const Data& data, const Recipe& recipe, const std::string& name) {
  Learner learner(data.train, recipe);
  Curve curve{name, {}, {}};
  for (int i = 0; i < recipe.epochs; ++i) {
    curve.loss.push_back(learner.epoch());
    curve.accuracy.push_back(
        learner.diverged() ? 0.1 : learner.score(data.validation).accuracy);
  }
  return curve;
}

std::vector<Curve> follow_all(const Data& data, const std::vector<Named>& all) {
  return side_by_side(all.size(), [&](std::size_t i) {
    return follow(data, all[i].recipe, all[i].name);
  });
}

std::vector<Named> rate_recipes(const Recipe& recipe) {
  std::vector<Named> all;
  for (double times : {1.0, 10.0})
    for (bool batch_norm : {false, true}) {
      all.push_back(
          {batch_norm ? "with BatchNorm | 有批归一化" : "without | 没有",
           recipe});
      all.back().recipe.batch_norm = batch_norm;
      all.back().recipe.learning_rate *= times;
    }
  return all;
}

std::vector<Named> start_recipes(const Recipe& recipe) {
  const std::pair<const char*, nn::Initializer> starts[] = {
      {"0.01", nn::normal(0.01)}, {"He", nn::he()}, {"1.0", nn::normal(1)}};
  std::vector<Named> all;
  for (bool batch_norm : {false, true})
    for (const auto& [name, weights] : starts) {
      all.push_back({name, recipe});
      all.back().recipe.batch_norm = batch_norm;
      all.back().recipe.weights = weights;
    }
  return all;
}

Inside look_inside(const Data& data, const Recipe& recipe, int steps) {
  Learner learner(data.train, recipe);
  const std::size_t layers = recipe.hidden.size();
  const std::size_t layers_each = recipe.batch_norm ? 3 : 2;
  Inside inside{arma::mat(arma::uword(steps), layers),
                arma::mat(arma::uword(steps), layers)};
  for (arma::uword step = 0; step < arma::uword(steps); ++step) {
    learner.step();
    for (std::size_t i = 0; i < layers; ++i) {
      const arma::fmat& a = learner.net().activation((i + 1) * layers_each - 1);
      const arma::vec values =
          arma::conv_to<arma::vec>::from(arma::vectorise(a));
      inside.mean(step, i) = arma::mean(values);
      inside.deviation(step, i) = arma::stddev(values);
    }
  }
  return inside;
}

}  // namespace chapter07
