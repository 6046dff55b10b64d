#include "ensemble_experiments.hpp"

#include "experiments.hpp"
#include "forest.hpp"
#include "stacking.hpp"

namespace chapter11 {

BaggingResult bag_moons(arma::uword draws, arma::uword trees,
                        std::uint64_t seed) {
  const arma::vec none(draws, arma::fill::zeros);
  BaggingResult result{none, none, none, none};
  for (arma::uword draw = 0; draw < draws; ++draw) {
    const Moons data = moons(300, 0.35, seed, std::uint32_t(draw));
    const auto tree = [&](const Samples& train) {
      return classify(grow_tree(train), data.test.x);
    };
    const auto bag = [&](const Samples& train) {
      const Forest forest = grow_forest(train, trees, {}, seed + draw);
      return largest_row(forest_shares(forest, data.test.x));
    };
    // The validation samples serve as a second training set.
    const arma::uvec one = tree(data.train), many = bag(data.train);
    result.one(draw) = error_rate(one, data.test.y);
    result.many(draw) = error_rate(many, data.test.y);
    result.one_differs(draw) = error_rate(one, tree(data.validation));
    result.many_differ(draw) = error_rate(many, bag(data.validation));
  }
  return result;
}

arma::mat stack_moons(arma::uword draws, std::uint64_t seed) {
  const std::vector<NamedLearner> learners = four_learners();
  const arma::uword count = learners.size();
  arma::mat errors(draws, count + 2);
  for (arma::uword draw = 0; draw < draws; ++draw) {
    const Moons data = moons(300, 0.35, seed, std::uint32_t(draw));
    nn::Random random(seed, nn::Stream::general, std::uint32_t(draw));
    const auto error = [&](const Predictor& predict) {
      return error_rate(largest_row(predict(data.test.x)), data.test.y);
    };
    for (arma::uword k = 0; k < count; ++k)
      errors(draw, k) = error(learners[k].learn(data.train));
    errors(draw, count) = error(stack(learners, data.train, 5, random));
    errors(draw, count + 1) = error(stack(learners, data.train, 1, random));
  }
  return errors;
}

Samples coin_flips(arma::uword n, std::uint64_t seed, std::uint32_t draw) {
  nn::Random random(seed, nn::Stream::data, 2000 + draw);
  Samples data = ten_normals(n, random);
  for (arma::uword& y : data.y)
    y = random.integer(2);
  return data;
}

CoinResult learn_coin_flips(arma::uword draws, arma::uword trees,
                            std::uint64_t seed) {
  const arma::vec none(draws, arma::fill::zeros);
  CoinResult result{none, none, none, none, none};
  for (arma::uword draw = 0; draw < draws; ++draw) {
    const Samples data = coin_flips(300, seed, std::uint32_t(draw));
    const Samples train = subset(data, arma::regspace<arma::uvec>(0, 149)),
                  test = subset(data, arma::regspace<arma::uvec>(150, 299));
    const Tree tree = grow_tree(train);
    const Forest forest =
        grow_forest(train, trees, {.features_per_split = 3}, seed + draw);
    result.tree_training(draw) = error_rate(classify(tree, train.x), train.y);
    result.tree_test(draw) = error_rate(classify(tree, test.x), test.y);
    result.forest_training(draw) = errors_by_trees(forest, train).back();
    result.out_of_bag(draw) = out_of_bag_errors(forest, train).back();
    result.forest_test(draw) = errors_by_trees(forest, test).back();
  }
  return result;
}

}  // namespace chapter11
