#include "light_trials.hpp"

#include "nn/cpu/cpu.hpp"
#include "nn/data/loader.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/optimizers.hpp"

#include "color_shapes.hpp"

namespace chapter15 {
namespace {

using B = nn::Cpu;

constexpr std::size_t training_images = 300, test_images = 200;

void add_layers(nn::Sequential<B>& net) {
  net.add<nn::Conv2d>(3, 8, {.padding = 1}).add<nn::ReLU>();
  net.add<nn::MaxPool2d>(2);
  net.add<nn::Conv2d>(8, 16, {.padding = 1}).add<nn::ReLU>();
  net.add<nn::MaxPool2d>(2);
  net.add<nn::Flatten>().add<nn::Linear>(256, 10);
}

/// In percent.
double error_on(nn::Sequential<B>& net, const nn::Dataset& data) {
  nn::Loader loader(nn::all(data), {.batch_size = 200, .shuffle = false});
  nn::SoftmaxCrossEntropy<B> loss;
  return 100 * (1 - nn::evaluate(net, loss, loader).accuracy);
}

}  // namespace

// #region by-day
LightErrors train_by_day(const std::string& augment, std::uint64_t seed,
                         int epochs, double rate) {
  const nn::Dataset data = color_shapes(training_images, 2 * seed);
  nn::Sequential<B> net(data.shape);
  add_layers(net);
  net.build(seed);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Adam<B> adam(net, rate);
  nn::Loader loader(
      nn::all(data),
      {.batch_size = 15, .seed = seed, .augment = nn::parse_augment(augment)});
  nn::Trainer<B> trainer(net, loss, adam);
  nn::ScheduleRate<B> rates(adam, nn::linear_to_zero(),
                            std::size_t(epochs) * loader.batches());
  trainer.add(rates);
  trainer.fit(loader, epochs);
  const nn::Dataset others = color_shapes(test_images, 2 * seed + 1);
  return {error_on(net, others), error_on(net, in_light(others, fog_light)),
          error_on(net, in_light(others, lamp_light))};
}
// #endregion by-day

arma::mat light_trials(const std::string& augment, std::uint64_t seed,
                       std::uint32_t runs, int epochs, double rate) {
  arma::mat errors(3, runs);
  for (std::uint32_t k = 0; k < runs; ++k) {
    const auto [day, fog, lamp] = train_by_day(augment, seed + k, epochs, rate);
    errors.col(k) = arma::vec{day, fog, lamp};
  }
  return errors;
}

}  // namespace chapter15
