#include "trial.hpp"

#include <limits>

#include "nn/core/error.hpp"
#include "nn/program/stop.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/make_optimizer.hpp"
#include "nn/training/progress_bar.hpp"

namespace chapter09 {
namespace {

/// Trains for an epoch; its EpochInfo.
nn::EpochInfo epoch_of(nn::Trainer<B>& trainer, nn::Loader& loader,
                       const nn::StopSignal& stop) {
  const nn::EpochInfo epoch = trainer.train_epoch(loader);
  if (epoch.stopped)
    throw nn::Interrupted(
        fmt::format("stopped by {} in the middle of a comparison",
                    nn::name_of_stop(stop.signal())),
        stop.signal());
  return epoch;
}

}  // namespace

Samples samples_for(const Settings& settings, const nn::TrainTest& images) {
  const std::size_t all = images.train.size();
  const std::size_t held =
      settings.validation > 0 ? settings.validation : all / 12;
  auto [training, validation] = nn::split(nn::all(images.train), held);
  if (settings.train_samples > 0) {
    const std::size_t most = training.size();
    training.indices.resize(std::min(settings.train_samples, most));
  }
  const std::size_t test = settings.test_samples;
  return {training, validation,
          test == 0 ? nn::all(images.test) : nn::first(images.test, test)};
}

double error_on(Model& model, const nn::Subset& samples,
                const std::string& augment) {
  nn::Loader loader(samples, {.batch_size = 500,
                              .shuffle = false,
                              .augment = nn::parse_augment(augment)});
  nn::SoftmaxCrossEntropy<B> loss;
  return 100 * (1 - nn::evaluate(model, loss, loader).accuracy);
}

Course follow(const Trial& trial, const Samples& samples) {
  const nn::Dataset& data = *samples.training.data;
  Course course;
  course.model = make_model(trial.model, data.shape, data.classes, trial.seed,
                            trial.extras);
  const auto loss = make_loss(trial.model);
  const auto adam =
      nn::make_optimizer<B>("adamw", *course.model, trial.learning_rate);
  adam->decay_only(nn::weight_ranges(*course.model));
  adam->set_decay(trial.weight_decay);
  nn::Loader loader(
      samples.training,
      {.seed = trial.seed, .augment = nn::parse_augment(trial.augment)});
  nn::Trainer<B> trainer(*course.model, *loss, *adam);
  nn::ScheduleRate<B> rates(
      *adam, nn::parse_schedule("linear"),
      static_cast<std::size_t>(trial.epochs) * loader.batches());
  nn::ProgressBar bar(trial.epochs);
  trainer.add(rates);
  trainer.add(bar);
  const nn::StopSignal stop;
  trainer.stop_when([&] { return stop.requested(); });
  course.seconds = std::numeric_limits<double>::infinity();
  for (int i = 0; i < trial.epochs; ++i) {
    const nn::EpochInfo epoch = epoch_of(trainer, loader, stop);
    course.seconds = std::min(course.seconds, epoch.seconds);
    course.training.push_back(100 * (1 - epoch.accuracy));
    if (trial.only_the_end && i + 1 < trial.epochs) continue;
    course.validation.push_back(error_on(*course.model, samples.validation));
  }
  return course;
}

}  // namespace chapter09
