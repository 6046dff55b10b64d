#include "fitting.hpp"

#include <cmath>
#include <limits>

#include "nn/data/loader.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"
#include "nn/training/trainer.hpp"

namespace chapter15 {
namespace {

nn::Loader::Settings settings_of(const nn::Dataset& train, bool shuffle,
                                 std::uint64_t seed) {
  const nn::PixelMoments pixels = nn::pixel_moments(nn::all(train));
  nn::Loader::Settings settings;
  settings.batch_size = 128;
  settings.shuffle = shuffle;
  settings.seed = seed;
  settings.mean = pixels.mean;
  settings.standard_deviation = pixels.standard_deviation;
  return settings;
}

/// Four pixels of a gray image as one; `at` is the upper left one.
std::uint8_t mean_of_four(const std::uint8_t* at, std::size_t width) {
  const int sum = at[0] + at[1] + at[width] + at[width + 1];
  return static_cast<std::uint8_t>((sum + 2) / 4);
}

}  // namespace

nn::Dataset halved(const nn::Dataset& data, std::size_t count) {
  const nn::Shape& large = data.shape;
  if (count > data.size() || large.channels != 1 || large.height % 2 != 0 ||
      large.width % 2 != 0)
    throw nn::UsageError(
        fmt::format("{} images of {} cannot be halved: there are {}, and what "
                    "is halved is gray, with even sides",
                    count, nn::to_string(large), data.size()));
  nn::Dataset small;
  small.name = data.name + ", halved";
  small.shape = {1, large.height / 2, large.width / 2};
  small.classes = data.classes;
  small.class_names = data.class_names;
  small.labels.assign(data.labels.begin(),
                      data.labels.begin() + static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t row = 0; row < large.height; row += 2)
      for (std::size_t column = 0; column < large.width; column += 2)
        small.pixels.push_back(mean_of_four(
            &data.pixels[i * large.features() + row * large.width + column],
            large.width));
  return small;
}

// #region fit
std::vector<double> fit(nn::Model<nn::Cpu>& net, const nn::Dataset& train,
                        const Fitting& fitting) {
  nn::Loader loader(nn::all(train), settings_of(train, true, fitting.seed));
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  nn::Momentum<nn::Cpu> momentum(net, fitting.rate, 0.9);
  const auto epochs = static_cast<std::size_t>(fitting.epochs);
  nn::ScheduleRate<nn::Cpu> rates(momentum, nn::cosine(),
                                  epochs * loader.batches());
  nn::Trainer<nn::Cpu> trainer(net, loss, momentum);
  trainer.add(rates);
  std::vector<double> losses(epochs, std::numeric_limits<double>::infinity());
  try {
    for (double& mean : losses)
      mean = trainer.train_epoch(loader).loss;
  } catch (const nn::Error&) {  // the loss is no number any more
  }
  return losses;
}
// #endregion fit

double accuracy_of(nn::Model<nn::Cpu>& net, const nn::Dataset& train,
                   const nn::Dataset& test) {
  nn::Loader loader(nn::all(test), settings_of(train, false, 1));
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  return nn::evaluate<nn::Cpu>(net, loss, loader).accuracy;
}

}  // namespace chapter15
