#include "training.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"
#include "nn/training/trainer.hpp"

#include "images.hpp"

namespace chapter06 {

std::unique_ptr<Network> small_network(std::uint64_t seed) {
  auto model = std::make_unique<Network>(nn::Shape{1, 28, 28});
  model->add<nn::Linear>(784, 64).add<nn::ReLU>();
  model->add<nn::Linear>(64, 32).add<nn::ReLU>().add<nn::Linear>(32, 10);
  model->build(seed);
  return model;
}

std::unique_ptr<Network> deep_network(int hidden_layers,
                                      const nn::Initializer& rule,
                                      std::uint64_t seed) {
  auto model = std::make_unique<Network>(nn::Shape{1, 28, 28});
  for (int l = 0; l < hidden_layers; ++l)
    model->add<nn::Linear>(l == 0 ? 784 : 100, 100, rule).add<nn::ReLU>();
  model->add<nn::Linear>(100, 10, rule);
  model->build(seed);
  return model;
}

namespace {

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
nn::Evaluation measure(Network& model, const Images& images,
                       const nn::Subset& samples) {
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Loader loader(samples, images.loading(1000, false));
  return nn::evaluate(model, loss, loader);
}

}  // namespace

Outcome train(Network& model, nn::Optimizer<B>& optimizer, const Images& images,
              const Plan& plan) {
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
  outcome.validation_loss = measure(model, images, images.validation).loss;
  outcome.diverged = !std::isfinite(outcome.validation_loss);
  if (plan.only_choosing) return outcome;
  outcome.train_loss = measure(model, images, images.train).loss;
  outcome.test_accuracy = measure(model, images, images.test).accuracy;
  outcome.lowest_accuracy = outcome.highest_accuracy = outcome.test_accuracy;
  return outcome;
}

Outcome train_deep(const Images& images, int hidden_layers,
                   const nn::Initializer& rule, double rate, Plan plan,
                   int runs) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < runs; ++i, ++plan.seed) {
    const auto model = deep_network(hidden_layers, rule, plan.seed);
    nn::Sgd<B> sgd(*model, rate);
    outcomes.push_back(train(*model, sgd, images, plan));
  }
  return mean_of(outcomes);
}

}  // namespace chapter06
