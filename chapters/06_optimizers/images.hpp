/// Real images and small networks to try optimizers on.
#pragma once

#include "nn/data/loader.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/schedules.hpp"
#include "nn/training/trainer.hpp"

namespace chapter06 {

/// The formulas in float: fast enough for a few thousand images.
using B = nn::Reference<float>;
using Network = nn::Sequential<B>;

/// How many images, and how many passes over them.
struct Amount {
  std::size_t train = 5000, validation = 1000, test = 10000;
  int epochs = 5;
  int runs = 3;  ///< with different seeds, to average over
};

/// Fashion-MNIST, split: rates are chosen on the validation images, which are
/// never trained on; the test images are only for the final numbers.
struct Images {
  explicit Images(const Amount& amount)
      : data(nn::load_images("fashion-mnist")) {
    std::tie(train, validation) =
        nn::split(nn::first(data.train, amount.train + amount.validation),
                  amount.validation);
    test = nn::first(data.test, amount.test);
    pixels = nn::pixel_moments(train);
  }
  Images(const Images&) = delete;  // the subsets point to the data

  /// Pixels with mean 0 and standard deviation 1 (chapter 2).
  nn::Loader::Settings loading(std::size_t batch_size, bool shuffle,
                               std::uint64_t seed = 1) const {
    nn::Loader::Settings settings;
    settings.batch_size = batch_size;
    settings.shuffle = shuffle;
    settings.seed = seed;
    settings.mean = pixels.mean;
    settings.standard_deviation = pixels.standard_deviation;
    return settings;
  }

  nn::TrainTest data;
  nn::Subset train, validation, test;
  nn::PixelMoments pixels;
};

/// The images, or nothing and a line that says why.
inline std::unique_ptr<Images> load_or_say_why(const Amount& amount) {
  try {
    return std::make_unique<Images>(amount);
  } catch (const nn::DataError& error) {
    fmt::print("\nThe steps on images are left out: {}\n", error.what());
    return nullptr;
  }
}

/// 784-64-32-10 with ReLU.
inline std::unique_ptr<Network> small_network(std::uint64_t seed) {
  auto model = std::make_unique<Network>(nn::Shape{1, 28, 28});
  model->add<nn::Linear>(784, 64).add<nn::ReLU>();
  model->add<nn::Linear>(64, 32).add<nn::ReLU>().add<nn::Linear>(32, 10);
  model->build(seed);
  return model;
}

/// 784-100-...-100-10 with ReLU, all weights initialized by the same rule.
inline std::unique_ptr<Network> deep_network(int hidden_layers,
                                             const nn::Initializer& rule,
                                             std::uint64_t seed) {
  auto model = std::make_unique<Network>(nn::Shape{1, 28, 28});
  for (int l = 0; l < hidden_layers; ++l)
    model->add<nn::Linear>(l == 0 ? 784 : 100, 100, rule).add<nn::ReLU>();
  model->add<nn::Linear>(100, 10, rule);
  model->build(seed);
  return model;
}

/// How to train.
struct Plan {
  int epochs = 1;
  std::size_t batch_size = 100;
  nn::Schedule schedule = nn::constant();
  std::uint64_t seed = 1;
};

/// The result. A network whose loss is no longer a number has diverged.
struct Outcome {
  std::vector<double> loss;  ///< of each step's batch
  double train_loss = arma::datum::nan;
  double validation_loss = arma::datum::nan;
  double test_accuracy = arma::datum::nan;
  int diverged = 0;                            ///< how many runs
  double lowest_accuracy = arma::datum::nan;   ///< of several runs: mean_of()
  double highest_accuracy = arma::datum::nan;  ///< the same
};

/// Sets the learning rate before each step and notes the loss after it.
class Watch : public nn::Callback {
 public:
  Watch(nn::Optimizer<B>& optimizer, const Plan& plan, std::size_t batches,
        std::vector<double>& loss)
      : optimizer_(optimizer),
        schedule_(plan.schedule),
        rate_(optimizer.learning_rate()),
        steps_(plan.epochs * std::int64_t(batches)),
        loss_(loss) {}

  // #region set-rate
  void on_step_begin(std::int64_t step) override {
    optimizer_.set_learning_rate(rate_ * schedule_.at(step, steps_));
  }
  // #endregion set-rate
  void on_step(const nn::StepInfo& info) override {
    loss_.push_back(info.loss);
  }

 private:
  nn::Optimizer<B>& optimizer_;
  nn::Schedule schedule_;
  double rate_;
  std::int64_t steps_;
  std::vector<double>& loss_;
};

/// Loss and accuracy on images, without training.
inline nn::Evaluation measure(Network& model, const Images& images,
                              const nn::Subset& samples) {
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Loader loader(samples, images.loading(1000, false));
  return nn::evaluate(model, loss, loader);
}

/// Trains with the library's Trainer, and measures.
inline Outcome train(Network& model, nn::Optimizer<B>& optimizer,
                     const Images& images, const Plan& plan) {
  Outcome outcome;
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Loader loader(images.train,
                    images.loading(plan.batch_size, true, plan.seed));
  Watch watch(optimizer, plan, loader.batches(), outcome.loss);
  nn::Trainer<B> trainer(model, loss, optimizer);
  trainer.add(watch);
  try {
    trainer.fit(loader, plan.epochs);
  } catch (const nn::Error&) {  // the loss is no longer a number
    outcome.diverged = 1;
    return outcome;
  }
  outcome.train_loss = measure(model, images, images.train).loss;
  outcome.diverged = !std::isfinite(outcome.train_loss);
  outcome.validation_loss = measure(model, images, images.validation).loss;
  outcome.test_accuracy = measure(model, images, images.test).accuracy;
  outcome.lowest_accuracy = outcome.highest_accuracy = outcome.test_accuracy;
  return outcome;
}

/// The mean of those runs that did not diverge, for example with different
/// seeds: one run may be lucky. All must have the same number of steps.
inline Outcome mean_of(const std::vector<Outcome>& runs) {
  Outcome mean;
  double n = 0;
  for (const Outcome& run : runs) {
    if (run.diverged) continue;
    if (++n == 1) mean = run;
    const auto add = [n](double& m, double x) { m += (x - m) / n; };
    add(mean.train_loss, run.train_loss);
    add(mean.validation_loss, run.validation_loss);
    add(mean.test_accuracy, run.test_accuracy);
    for (std::size_t t = 0; t < mean.loss.size(); ++t)
      add(mean.loss[t], run.loss[t]);
    mean.lowest_accuracy = std::min(mean.lowest_accuracy, run.test_accuracy);
    mean.highest_accuracy = std::max(mean.highest_accuracy, run.test_accuracy);
  }
  mean.diverged = int(runs.size()) - int(n);
  return mean;
}

/// The losses of single batches are noisy: means of `group` of them. x is the
/// step in the middle of each group.
struct Smoothed {
  arma::vec step, loss;
};
inline Smoothed smoothed(const std::vector<double>& loss, std::size_t group) {
  const std::size_t groups = loss.size() / group;
  Smoothed result{arma::vec(groups), arma::vec(groups)};
  for (std::size_t i = 0; i < groups; ++i) {
    const arma::vec part(&loss[i * group], group);
    result.step(i) = double(i * group) + double(group - 1) / 2;
    result.loss(i) = arma::mean(part);
  }
  return result;
}

}  // namespace chapter06
