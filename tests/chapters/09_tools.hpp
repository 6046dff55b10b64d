/// What chapter 9's tests share: networks with everything their recipes
/// specify, and images to train them on.
#pragma once

#include <numeric>

#include "nn/training/evaluate.hpp"
#include "nn/training/make_optimizer.hpp"
#include "nn/training/trainer.hpp"

#include "09_mnist/bpn_by_hand.hpp"
#include "09_mnist/models.hpp"
#include "09_mnist/report.hpp"
#include "09_mnist/settings.hpp"

namespace chapter09 {

inline const nn::Shape image{1, 28, 28};

/// Debian's Fashion-MNIST, unpacked once.
inline const nn::TrainTest& fashion() {
  static const nn::TrainTest data = nn::load_images("fashion-mnist");
  return data;
}

inline Recipe recipe_of(const std::string& model) {
  Settings settings;
  settings.model = model;
  return settings.recipe();
}

/// A model with everything its recipe specifies.
struct Classifier {
  explicit Classifier(const std::string& name, std::uint64_t seed = 1)
      : recipe(recipe_of(name)),
        model(make_model(name, image, 10, seed)),
        loss(make_loss(name)),
        optimizer(nn::make_optimizer<B>(recipe.optimizer, *model,
                                        recipe.learning_rate)),
        trainer(*model, *loss, *optimizer) {}

  arma::mat parameter(const std::string& name) {
    for (auto& [full_name, p] : model->named_parameters())
      if (full_name == name) return arma::conv_to<arma::mat>::from(p->value);
    throw nn::Error("no parameter " + name);
  }

  nn::Evaluation evaluate(const nn::Subset& samples, std::size_t batch = 500) {
    nn::Loader loader(samples, {.batch_size = batch, .shuffle = false});
    return nn::evaluate(*model, *loss, loader);
  }

  /// Trains on the first `samples` training images; returns the accuracy on
  /// the first 2000 test images before, and after each epoch.
  std::vector<double> learn(std::size_t samples, int epochs) {
    const nn::Subset unseen = nn::first(fashion().test, 2000);
    nn::Loader loader(nn::first(fashion().train, samples),
                      {.batch_size = recipe.batch_size});
    std::vector<double> accuracy{evaluate(unseen).accuracy};
    for (int i = 0; i < epochs; ++i) {
      trainer.train_epoch(loader);
      accuracy.push_back(evaluate(unseen).accuracy);
    }
    return accuracy;
  }

  Recipe recipe;
  std::unique_ptr<Model> model;
  std::unique_ptr<nn::Loss<B>> loss;
  std::unique_ptr<nn::Optimizer<B>> optimizer;
  nn::Trainer<B> trainer;
};

/// Images so dark that no sigmoid is saturated by their 784 pixels.
inline nn::Dataset dark_noise(std::size_t count) {
  nn::Dataset data;
  data.name = "noise";
  data.shape = image;
  data.classes = 10;
  nn::Random random(1, nn::Stream::data);
  for (std::size_t i = 0; i < count; ++i)
    data.labels.push_back(static_cast<std::int32_t>(random.integer(10)));
  for (std::size_t i = 0; i < count * image.features(); ++i)
    data.pixels.push_back(static_cast<std::uint8_t>(random.integer(16)));
  return data;
}

inline arma::mat pixels_of(const nn::Dataset& data) {
  arma::mat x(image.features(), data.size());
  std::copy(data.pixels.begin(), data.pixels.end(), x.begin());
  return x / 255;
}

inline arma::mat one_hot(const nn::Dataset& data) {
  arma::mat t(10, data.size(), arma::fill::zeros);
  for (arma::uword j = 0; j < t.n_cols; ++j)
    t(static_cast<arma::uword>(data.labels[j]), j) = 1;
  return t;
}

inline arma::mat sigmoid_of(const arma::mat& z) {
  return 1 / (1 + arma::exp(-z));
}

inline double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(values.size());
}

/// |a - b| everywhere; infinite if sizes differ, NaN stays NaN.
inline double distance(const arma::mat& a, const arma::mat& b) {
  if (arma::size(a) != arma::size(b)) return arma::datum::inf;
  return (a - b).has_nan() ? arma::datum::nan : arma::abs(a - b).max();
}

/// The accuracy on 2000 unseen images after six epochs at rate 0.01; `frozen`:
/// the biases stay where they started.
inline double bpn_accuracy(BpnByHand net, nn::Loader& loader, Update update,
                           bool frozen = false) {
  const BpnByHand start = net;
  for (std::uint32_t epoch = 1; epoch <= 6; ++epoch) {
    loader.start_epoch(epoch);
    while (const nn::Batch* batch = loader.next()) {
      arma::fmat t(10, batch->labels.size(), arma::fill::zeros);
      for (arma::uword j = 0; j < t.n_cols; ++j)
        t(static_cast<arma::uword>(batch->labels[j]), j) = 1;
      step(net, batch->x, t, 0.01, update);
      if (!frozen) continue;
      net.b1 = start.b1;
      net.b2 = start.b2;
    }
  }
  nn::Loader test(nn::first(fashion().test, 2000),
                  {.batch_size = 2000, .shuffle = false});
  test.start_epoch(0);
  const nn::Batch* all = test.next();
  return nn::accuracy(nn::predict(output_of(net, hidden_of(net, all->x))),
                      all->labels);
}

}  // namespace chapter09
