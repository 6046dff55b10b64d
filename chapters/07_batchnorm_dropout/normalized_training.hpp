/// What batch normalization does to training: learning rate, initial weights,
/// batch size, and activations.
#pragma once

#include "learner.hpp"

namespace chapter07 {

/// One training run, epoch by epoch. NaN once it has diverged.
struct Curve {
  std::string name;
  std::vector<double> loss;      ///< mean over each epoch's steps
  std::vector<double> accuracy;  ///< on unseen images, after each epoch
};

inline Curve follow(const Data& data, const Recipe& recipe,
                    const std::string& name) {
  Learner learner(data.train, recipe);
  Curve curve{name, {}, {}};
  for (int i = 0; i < recipe.epochs; ++i) {
    curve.loss.push_back(learner.epoch());
    curve.accuracy.push_back(
        learner.diverged() ? 0.1 : learner.score(data.validation).accuracy);
  }
  return curve;
}

/// A recipe with its name.
struct Named {
  std::string name;
  Recipe recipe;
};

inline std::vector<Curve> follow_all(const Data& data,
                                     const std::vector<Named>& all) {
  return side_by_side(all.size(), [&](std::size_t i) {
    return follow(data, all[i].recipe, all[i].name);
  });
}

/// Without and with BatchNorm, at one learning rate and at ten times that.
inline std::vector<Named> rate_recipes(const Recipe& recipe) {
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

/// Without and with BatchNorm, from weights too small, right and too large.
inline std::vector<Named> start_recipes(const Recipe& recipe) {
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

/// Mean and deviation of each hidden layer's output, step by step.
struct Inside {
  arma::mat mean, deviation;  ///< steps x hidden layers
};

/// Trains and records the outputs of each ReLU, for the step's batch.
inline Inside look_inside(const Data& data, const Recipe& recipe, int steps) {
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

/// A batch size, and the results of several training runs with it.
struct BatchSize {
  std::size_t size = 0;
  double noise = 0;  ///< deviation of a batch's mean, in deviations of x
  Spread plain, normalized;            ///< accuracy on unseen images
  Spread loss_in_batch, loss_running;  ///< of the same trained network
};

/// How far the mean of a batch is from the overall mean: measured over many
/// batches for each pixel that varies, in units of that pixel's deviation.
/// Theory: 1 / sqrt(batch size).
inline double noise_of_mean(const arma::fmat& x, std::size_t batch_size,
                            std::uint64_t seed) {
  const arma::mat X = arma::conv_to<arma::mat>::from(x);
  const arma::vec mean = arma::mean(X, 1), deviation = arma::stddev(X, 1, 1);
  const arma::uvec varies = arma::find(deviation > 0.1);
  nn::Random random(seed, nn::Stream::data, 9);
  constexpr int batches = 200;
  double squares = 0;
  for (int i = 0; i < batches; ++i) {
    arma::uvec batch(batch_size);
    for (arma::uword& sample : batch)
      sample = random.integer(std::uint32_t(X.n_cols));
    const arma::vec off = (arma::mean(X.cols(batch), 1) - mean) / deviation;
    squares += arma::mean(arma::square(off.elem(varies)));
  }
  return std::sqrt(squares / batches);
}

/// The result of one training run for the batch-size table.
struct BatchSizeRun {
  double accuracy = 0, loss_in_batch = 0, loss_running = 0;
};

/// The loss on training samples: normalized by the batch's own moments (mean
/// over one epoch's batches, without learning), and by the running ones.
inline BatchSizeRun train_with_batch_size(const Data& data,
                                          const Recipe& recipe) {
  Learner learner(data.train, recipe);
  double last_epoch = 0;
  for (int i = 0; i < recipe.epochs; ++i)
    last_epoch = learner.epoch();
  return {learner.score(data.validation).accuracy, last_epoch,
          learner.score(data.train).loss};
}

/// The same number of samples for every batch size; the learning rate grows
/// with it (Goyal et al., 2017), so each sample moves the weights equally.
inline std::vector<BatchSize> sweep_batch_sizes(
    const Data& data, Recipe recipe, const std::vector<std::size_t>& sizes,
    std::size_t seeds) {
  const double rate_per_sample = recipe.learning_rate;
  const auto runs = side_by_side(sizes.size() * 2 * seeds, [&](std::size_t i) {
    Recipe mine = recipe;
    mine.batch_size = sizes[i / 2 / seeds];
    mine.batch_norm = i / seeds % 2 == 1;
    mine.learning_rate = rate_per_sample * double(mine.batch_size);
    mine.seed = recipe.seed + i % seeds;
    return train_with_batch_size(data, mine);
  });
  std::vector<BatchSize> result;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    const auto over_seeds = [&](bool batch_norm, double BatchSizeRun::*value) {
      std::vector<double> values;
      for (std::size_t s = 0; s < seeds; ++s)
        values.push_back(runs[(2 * k + batch_norm) * seeds + s].*value);
      return spread(values);
    };
    result.push_back({sizes[k],
                      noise_of_mean(data.train.x, sizes[k], recipe.seed),
                      over_seeds(false, &BatchSizeRun::accuracy),
                      over_seeds(true, &BatchSizeRun::accuracy),
                      over_seeds(true, &BatchSizeRun::loss_in_batch),
                      over_seeds(true, &BatchSizeRun::loss_running)});
  }
  return result;
}

}  // namespace chapter07
