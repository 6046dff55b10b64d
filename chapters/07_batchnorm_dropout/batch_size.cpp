#include "batch_size.hpp"

#include "nn/core/random.hpp"

#include "learner.hpp"
#include "side_by_side.hpp"

namespace chapter07 {

double noise_of_mean(const arma::fmat& x, std::size_t batch_size,
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

namespace {

/// The result of one training run for the batch-size table.
struct BatchSizeRun {
  double accuracy = 0, loss_in_batch = 0, loss_running = 0;
};

/// The mean loss over batches, each normalized by its own moments. Nothing is
/// learned, but the running moments move.
double loss_in_batches(Learner& learner, const Samples& samples,
                       arma::uword size) {
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  arma::fmat unused;
  double sum = 0;
  const arma::uword batches = samples.size() / size;
  for (arma::uword i = 0; i < batches; ++i) {
    const std::vector<std::int32_t> labels(
        samples.labels.begin() + std::ptrdiff_t(i * size),
        samples.labels.begin() + std::ptrdiff_t((i + 1) * size));
    const arma::fmat& scores = learner.net().forward(
        samples.x.cols(i * size, (i + 1) * size - 1), nn::Mode::train);
    unused.set_size(arma::size(scores));
    sum += loss(scores, labels, unused);
  }
  return sum / double(batches);
}

/// The loss of the trained network on its training samples, by the running
/// moments and by those of each batch.
BatchSizeRun train_with_batch_size(const Data& data, const Recipe& recipe) {
  Learner learner(data.train, recipe);
  for (int i = 0; i < recipe.epochs; ++i)
    learner.epoch();
  BatchSizeRun run;
  run.accuracy = learner.score(data.validation).accuracy;
  run.loss_running = learner.score(data.train).loss;
  run.loss_in_batch = loss_in_batches(learner, data.train, recipe.batch_size);
  return run;
}

}  // namespace

std::vector<BatchSize> sweep_batch_sizes(const Data& data, Recipe recipe,
                                         const std::vector<std::size_t>& sizes,
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
