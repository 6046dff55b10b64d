#include "images.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/trainer.hpp"

namespace chapter05 {
namespace {

using B = nn::Cpu;

/// The model with everything that training needs.
struct Classifier {
  nn::Sequential<B> model{{1, 28, 28}};
  nn::SoftmaxCrossEntropy<B> loss;
  std::optional<nn::Sgd<B>> sgd;
  std::optional<nn::Trainer<B>> trainer;

  explicit Classifier(double rate) {
    model.add<nn::Linear>(784, 10, nn::zeros());
    model.build(/*seed=*/1);
    sgd.emplace(model, rate);
    trainer.emplace(model, loss, *sgd);
  }

  /// The gradient of the mean loss of these images.
  const arma::fmat& gradient(const nn::Batch& batch) {
    arma::fmat dscores(10, batch.labels.size());
    loss(model.forward(batch.x), batch.labels, dscores);
    model.backward(dscores);
    return model.gradients();
  }
};

/// Called after each step; evaluates the loss over all images ten times in
/// each decade of samples.
class LossBySamples : public nn::Callback {
 public:
  LossBySamples(Classifier& classifier, nn::Loader& all)
      : classifier_(classifier), all_(all) {}

  void on_step(const nn::StepInfo& info) override {
    const auto before = static_cast<double>(info.of_samples) * (info.epoch - 1);
    const double seen = before + static_cast<double>(info.samples);
    step_losses_.push_back(info.loss);
    if (seen < std::round(next_)) return;
    while (std::round(next_) <= seen)
      next_ *= std::pow(10, 0.1);
    seen_.push_back(seen);
    losses_.push_back(evaluate().loss);
  }

  nn::Evaluation evaluate() {
    return nn::evaluate(classifier_.model, classifier_.loss, all_);
  }

  Training result() {
    return {arma::vec(seen_), arma::vec(losses_), arma::vec(step_losses_),
            evaluate().accuracy};
  }

 private:
  Classifier& classifier_;
  nn::Loader& all_;
  double next_ = 10;
  std::vector<double> seen_, losses_, step_losses_;
};

}  // namespace

ImageTask::ImageTask(const nn::Dataset& data, std::size_t count,
                     std::uint64_t seed)
    : images_(nn::first(data, count)),
      moments_(nn::pixel_moments(images_)),
      seed_(seed) {
  B::set_threads(2);
}

nn::Loader::Settings ImageTask::settings(std::size_t batch_size) const {
  return {.batch_size = batch_size,
          .seed = seed_,
          .mean = moments_.mean,
          .standard_deviation = moments_.standard_deviation};
}

Training ImageTask::train(double rate, std::size_t batch_size,
                          int epochs) const {
  Classifier classifier(rate);
  nn::Loader loader(images_, settings(batch_size));
  nn::Loader all(images_, settings(1000));
  LossBySamples losses(classifier, all);
  classifier.trainer->add(losses);
  classifier.trainer->fit(loader, epochs);
  return losses.result();
}

double ImageTask::seconds_of_epoch(std::size_t batch_size, int threads) const {
  B::set_threads(threads);
  nn::Sequential<B> model({1, 28, 28});
  model.add<nn::Linear>(784, 128).add<nn::ReLU>().add<nn::Linear>(128, 10);
  model.build(seed_);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Sgd<B> sgd(model, 0.001);
  nn::Loader loader(images_, settings(batch_size));
  const double seconds =
      nn::Trainer<B>(model, loss, sgd).train_epoch(loader).seconds;
  B::set_threads(2);
  return seconds;
}

double ImageTask::gradient_noise(std::size_t batch_size, int trials) const {
  Classifier classifier(0);
  nn::Loader all(images_, settings(images_.size()));
  const arma::fmat truth = classifier.gradient(*all.next());
  nn::Loader loader(images_, settings(batch_size));
  double sum = 0;
  std::uint32_t epoch = 0;
  for (int trial = 0; trial < trials;) {
    const nn::Batch* batch = loader.next();
    if (batch == nullptr) loader.start_epoch(++epoch);
    if (batch == nullptr || batch->labels.size() < batch_size) continue;
    sum += std::pow(arma::norm(classifier.gradient(*batch) - truth), 2);
    ++trial;
  }
  return std::sqrt(sum / trials);
}

}  // namespace chapter05
