#include "experiments.hpp"

#include "naive_bayes.hpp"
#include "one_vs_rest.hpp"

namespace chapter11 {

arma::vec errors_over_splits(const Samples& data, const Classifier& classifier,
                             int splits, std::uint64_t seed) {
  arma::vec errors(arma::uword(splits), arma::fill::zeros);
  for (arma::uword i = 0; i < errors.n_elem; ++i) {
    nn::Random random(seed, nn::Stream::data, std::uint32_t(i));
    const Split parts = split(data, 0.7, random);
    errors(i) = error_rate(classifier(parts.train, parts.test.x), parts.test.y);
  }
  return errors;
}

arma::uvec gaussian_bayes(const Samples& train, const arma::mat& x) {
  return largest_row(fit_gaussian(train).log_joint(x));
}

arma::uvec bernoulli_bayes(const Samples& train, const arma::mat& x) {
  const double middle = train.x.max() / 2;
  const auto bright = [&](const arma::mat& images) {
    return arma::conv_to<arma::mat>::from(images > middle);
  };
  const Samples answers{bright(train.x), train.y, train.classes};
  return largest_row(fit_bernoulli(answers).log_joint(bright(x)));
}

arma::uvec multinomial_bayes(const Samples& train, const arma::mat& x) {
  return largest_row(fit_multinomial(train).log_joint(x));
}

namespace {

/// The mean over splits of what `shares` claims and of how often it is right.
template <class F>
Confidence mean_confidence(const Samples& data, int splits, std::uint64_t seed,
                           F shares) {
  Confidence mean;
  for (int i = 0; i < splits; ++i) {
    nn::Random random(seed, nn::Stream::data, std::uint32_t(i));
    const Split parts = split(data, 0.7, random);
    const arma::mat p = shares(parts);
    mean.claimed += arma::mean(arma::max(p, 0)) / splits;
    mean.right += (1 - error_rate(largest_row(p), parts.test.y)) / splits;
  }
  return mean;
}

}  // namespace

Confidence confidence_of_bayes(const Samples& data, int splits,
                               std::uint64_t seed) {
  return mean_confidence(data, splits, seed, [](const Split& parts) {
    return posteriors(fit_gaussian(parts.train).log_joint(parts.test.x));
  });
}

Split standardized(const Split& parts) {
  const arma::vec mean = arma::mean(parts.train.x, 1),
                  deviation = arma::stddev(parts.train.x, 1, 1);
  Split scaled = parts;
  for (Samples* samples : {&scaled.train, &scaled.test}) {
    samples->x.each_col() -= mean;
    samples->x.each_col() /= deviation;
  }
  return scaled;
}

Confidence confidence_of_logistic(const Samples& data, int splits,
                                  std::uint64_t seed) {
  return mean_confidence(data, splits, seed, [](const Split& parts) {
    const Split scaled = standardized(parts);
    return one_vs_rest_probabilities(fit_one_vs_rest(scaled.train),
                                     scaled.test.x);
  });
}

Moons moons(arma::uword train, double noise, std::uint64_t seed,
            std::uint32_t draw) {
  nn::Random random(seed, nn::Stream::data, 1000 + draw);
  return {two_moons(train, noise, random), two_moons(train, noise, random),
          two_moons(2000, noise, random)};
}

std::size_t best_by_validation(const std::vector<PruningStep>& path,
                               const Samples& validation) {
  std::size_t best = 0;
  double least = 2;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const double error =
        error_rate(classify(path[i].tree, validation.x), validation.y);
    if (error > least) continue;
    least = error;
    best = i;
  }
  return best;
}

PruningResult prune_by_validation(const Moons& data) {
  const std::vector<PruningStep> path = pruning_path(grow_tree(data.train));
  const Tree& whole = path.front().tree;
  const Tree& small = path[best_by_validation(path, data.validation)].tree;
  const auto error = [&](const Tree& tree) {
    return error_rate(classify(tree, data.test.x), data.test.y);
  };
  return {error(whole), error(small), whole.leaves(), small.leaves()};
}

}  // namespace chapter11
