#include "all_methods.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "nn/classical/forest.hpp"
#include "nn/classical/nearest.hpp"
#include "nn/core/seconds.hpp"

#include "adaboost.hpp"
#include "gradient_boosting.hpp"
#include "naive_bayes.hpp"
#include "neighbors.hpp"
#include "one_vs_rest.hpp"
#include "pegasos.hpp"
#include "stacking.hpp"
#include "svm.hpp"

namespace chapter11 {
namespace {

constexpr double number = 8 / 1024.0;  // kilobytes of a double

/// Pixels 0 … 1.
arma::mat unit(const Pictures& pictures) {
  return arma::conv_to<arma::mat>::from(pictures.pixels) / 255;
}
Samples all_samples(const Pictures& pictures) {
  return first_samples(pictures, pictures.size());
}

std::vector<std::int32_t> integers(const arma::uvec& y) {
  return arma::conv_to<std::vector<std::int32_t>>::from(y);
}
arma::uvec indices(const std::vector<std::int32_t>& y) {
  return arma::conv_to<arma::uvec>::from(y);
}

Learned gaussian_bayes_of_images(const Pictures& train, std::uint64_t) {
  // Pixels that never change say nothing: a tenth of the largest variance.
  const GaussianBayes bayes = fit_gaussian(all_samples(train), 0.1);
  return {[bayes](const Pictures& test) {
            return largest_row(bayes.log_joint(unit(test)));
          },
          2 * number * double(bayes.mean.n_elem)};
}

Learned bernoulli_bayes_of_images(const Pictures& train, std::uint64_t) {
  const auto ink = [](const Pictures& pictures) -> arma::mat {
    return arma::conv_to<arma::mat>::from(pictures.pixels > 127);
  };
  const BernoulliBayes bayes = fit_bernoulli({ink(train), train.y, 10});
  return {[bayes, ink](const Pictures& test) {
            return largest_row(bayes.log_joint(ink(test)));
          },
          number * double(bayes.log_yes.n_elem)};
}

/// A tree is a forest of one that draws neither samples nor features.
Learned forest_of(const Pictures& train, std::uint64_t seed,
                  const nn::classical::ForestOptions& options) {
  const auto forest = std::make_shared<nn::classical::Forest>(
      train.pixels, integers(train.y), 10, options, seed);
  return {[forest](const Pictures& test) {
            return indices(forest->classify(test.pixels));
          },
          double(forest->bytes()) / 1024};
}
Learned one_tree(const Pictures& train, std::uint64_t seed) {
  return forest_of(train, seed, {1, train.pixels.n_rows, 5, 1000, false});
}
Learned hundred_trees(const Pictures& train, std::uint64_t seed) {
  return forest_of(train, seed, {});
}

Learned five_neighbors(const Pictures& train, std::uint64_t) {
  const arma::fmat x = arma::conv_to<arma::fmat>::from(train.pixels);
  return {[x, y = train.y](const Pictures& test) {
            const auto found = nn::classical::nearest(
                x, arma::conv_to<arma::fmat>::from(test.pixels), 5);
            return vote(
                {arma::conv_to<arma::umat>::from(found.index), found.squared},
                5, y);
          },
          double(train.pixels.n_elem) / 1024};
}

Learned logistic_of_images(const Pictures& train, std::uint64_t) {
  const arma::mat weights = fit_one_vs_rest(all_samples(train), 0.1);
  return {[weights](const Pictures& test) {
            return largest_row(one_vs_rest_probabilities(weights, unit(test)));
          },
          number * double(weights.n_elem)};
}

/// For each class a plane against the rest, by sub-gradients.
Learned linear_machines(const Pictures& train, std::uint64_t seed) {
  const arma::mat x = unit(train);
  arma::mat w(x.n_rows, 10);
  arma::vec b(10);
  for (arma::uword c = 0; c < 10; ++c) {
    nn::Random random(seed, nn::Stream::shuffle, std::uint32_t(c));
    const arma::vec y = 2 * arma::conv_to<arma::vec>::from(train.y == c) - 1;
    const Plane plane =
        pegasos(x, y, 1e4 / double(x.n_cols) / 60, 10 * x.n_cols, random);
    w.col(c) = plane.w;
    b(c) = plane.b;
  }
  return {[w, b](const Pictures& test) {
            arma::mat f = w.t() * unit(test);
            f.each_col() += b;
            return largest_row(f);
          },
          number * double(w.n_elem + b.n_elem)};
}

Learned rbf_machines(const Pictures& train, std::uint64_t) {
  const auto machines = std::make_shared<OneVersusOne>(
      fit_one_versus_one(unit(train), train.y,
                         rbf_kernel(8.0 / double(train.pixels.n_rows)), {10}));
  double numbers = 0;
  for (const auto& duel : machines->duels)
    numbers += double(duel.machine.support.n_elem);
  return {[machines](const Pictures& test) {
            return predict(*machines, unit(test));
          },
          number * numbers};
}

/// A node has a feature, a threshold, two children, and ten shares.
double tree_numbers(const Tree& tree) {
  return 14.0 * double(tree.nodes.size());
}

Learned adaboost_of_images(const Pictures& train, std::uint64_t) {
  const auto boosted = std::make_shared<Boosted>(
      adaboost(all_samples(train), 50, {.max_depth = 5}));
  double numbers = 0;
  for (const Tree& tree : boosted->trees)
    numbers += tree_numbers(tree);
  return {[boosted](const Pictures& test) {
            return classify(*boosted, unit(test), 10);
          },
          number * numbers};
}

/// For each class a model of its log-odds; the largest wins.
Learned boosted_gradients(const Pictures& train, std::uint64_t) {
  const auto models = std::make_shared<std::vector<GradientBoosted>>();
  double numbers = 0;
  for (arma::uword c = 0; c < 10; ++c) {
    models->push_back(gradient_boosting(
        unit(train), arma::conv_to<arma::vec>::from(train.y == c),
        {.loss = BoostLoss::logistic, .rounds = 30, .rate = 0.3}));
    for (const Tree& tree : models->back().trees)
      numbers += tree_numbers(tree);
  }
  return {[models](const Pictures& test) {
            const arma::mat x = unit(test);
            arma::mat f(10, x.n_cols);
            for (arma::uword c = 0; c < 10; ++c)
              f.row(c) = (*models)[c].predict(x).t();
            return largest_row(f);
          },
          number * numbers};
}

Learned stack_of_four(const Pictures& train, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 77);
  const auto predictor = stack(four_learners(), all_samples(train), 5, random);
  return {[predictor](const Pictures& test) {
            return largest_row(predictor(unit(test)));
          },
          // The neighbor's samples; the rest is small beside them.
          number * double(train.pixels.n_elem)};
}

}  // namespace

Pictures first_pictures(const Pictures& pictures, arma::uword count) {
  count = std::min(count, pictures.size());
  return {pictures.pixels.head_cols(count), pictures.y.head(count)};
}

Samples first_samples(const Pictures& pictures, arma::uword count) {
  const Pictures first = first_pictures(pictures, count);
  return {unit(first), first.y, 10};
}

Pictures halved(const Pictures& pictures) {
  const auto side =
      arma::uword(std::lround(std::sqrt(double(pictures.pixels.n_rows))));
  const arma::uword half = side / 2;
  Pictures small{arma::Mat<std::uint8_t>(half * half, pictures.size()),
                 pictures.y};
  for (arma::uword i = 0; i < pictures.size(); ++i)
    for (arma::uword r = 0; r < half; ++r)
      for (arma::uword c = 0; c < half; ++c) {
        const auto at = [&](arma::uword dr, arma::uword dc) {
          return int{pictures.pixels((2 * r + dr) * side + 2 * c + dc, i)};
        };
        small.pixels(r * half + c, i) = static_cast<std::uint8_t>(
            (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4);
      }
  return small;
}

std::vector<Method> all_methods(arma::uword for_slow) {
  return {
      {"naive Bayes, normal", 60'000, false, gaussian_bayes_of_images},
      {"naive Bayes, yes or no", 60'000, false, bernoulli_bayes_of_images},
      {"decision tree", 60'000, true, one_tree},
      {"5 nearest neighbors", 60'000, false, five_neighbors},
      {"linear SVM, Pegasos", 60'000, true, linear_machines},
      {"RBF SVM, SMO", 10'000, false, rbf_machines},
      {"logistic regression", 10'000, false, logistic_of_images},
      {"random forest, 100", 60'000, true, hundred_trees},
      {"AdaBoost, 50 trees", for_slow, false, adaboost_of_images},
      {"gradient boosting", for_slow, false, boosted_gradients},
      {"stacking of four", for_slow, true, stack_of_four},
  };
}

Outcome try_method(const Method& method, const Pictures& train,
                   const Pictures& test, std::uint64_t seed) {
  const Pictures first = first_pictures(train, method.most_images);
  Outcome outcome;
  outcome.images = first.size();
  Learned learned;
  outcome.train_seconds =
      nn::seconds([&] { learned = method.learn(first, seed); });
  arma::uvec predicted;
  outcome.predict_seconds =
      nn::seconds([&] { predicted = learned.predict(test); });
  outcome.accuracy = 1 - error_rate(predicted, test.y);
  outcome.kilobytes = learned.kilobytes;
  return outcome;
}

}  // namespace chapter11
