#include "stacking.hpp"

#include "naive_bayes.hpp"
#include "neighbors.hpp"
#include "one_vs_rest.hpp"
#include "tree.hpp"

namespace chapter11 {
namespace {

Predictor learn_bayes(const Samples& data) {
  return [model = fit_gaussian(data, 1e-3)](const arma::mat& x) {
    return posteriors(model.log_joint(x));
  };
}

Predictor learn_tree(const Samples& data) {
  return [tree = grow_tree(data, {.min_leaf = 3})](const arma::mat& x) {
    return tree.predict(x);
  };
}

/// The class of the one nearest training sample.
Predictor learn_neighbor(const Samples& data) {
  return [data](const arma::mat& x) {
    const arma::urowvec nearest =
        arma::index_min(squared_distances(data.x, x), 0);
    arma::mat shares(data.classes, x.n_cols, arma::fill::zeros);
    for (arma::uword i = 0; i < x.n_cols; ++i)
      shares(data.y(nearest(i)), i) = 1;
    return shares;
  };
}

Predictor learn_logistic(const Samples& data) {
  return [w = fit_one_vs_rest(data)](const arma::mat& x) {
    return one_vs_rest_probabilities(w, x);
  };
}

}  // namespace

std::vector<NamedLearner> four_learners() {
  return {{"naive Bayes", learn_bayes},
          {"tree", learn_tree},
          {"nearest neighbor", learn_neighbor},
          {"logistic regression", learn_logistic}};
}

// #region stacking
arma::mat out_of_fold(const Learner& learner, const Samples& data,
                      arma::uword folds, nn::Random& random) {
  arma::mat predicted(data.classes, data.size());
  const arma::uvec order = shuffled_indices(data.size(), random);
  for (arma::uword fold = 0; fold < folds; ++fold) {
    const arma::uvec place =
        arma::regspace<arma::uvec>(0, data.size() - 1) * folds / data.size();
    const arma::uvec inside = order.elem(arma::find(place == fold));
    const arma::uvec outside = order.elem(arma::find(place != fold));
    predicted.cols(inside) =
        learner(subset(data, outside))(data.x.cols(inside));
  }
  return predicted;
}

Predictor stack(const std::vector<NamedLearner>& learners, const Samples& data,
                arma::uword folds, nn::Random& random) {
  Samples second{arma::mat(0, data.size()), data.y, data.classes};
  std::vector<Predictor> models;
  for (const NamedLearner& learner : learners) {
    models.push_back(learner.learn(data));
    second.x = arma::join_cols(
        second.x, folds > 1 ? out_of_fold(learner.learn, data, folds, random)
                            : models.back()(data.x));
  }
  const arma::mat weights = fit_one_vs_rest(second);
  return [models, weights](const arma::mat& x) {
    arma::mat answers(0, x.n_cols);
    for (const Predictor& model : models)
      answers = arma::join_cols(answers, model(x));
    return one_vs_rest_probabilities(weights, answers);
  };
}
// #endregion stacking

}  // namespace chapter11
