#include "nn/core/error.hpp"
#include "nn/core/print.hpp"
#include "nn/model/weights.hpp"
#include "nn/training/make_optimizer.hpp"

#include "comparisons.hpp"
#include "session.hpp"
#include "ten_lines.hpp"

namespace chapter09 {
namespace {

double apart(Model& a, Model& b) {
  double largest = 0;
  const auto p = a.named_parameters(), q = b.named_parameters();
  for (std::size_t i = 0; i < p.size(); ++i) {
    const arma::fmat difference =
        B::to_host(p[i].parameter->value) - B::to_host(q[i].parameter->value);
    largest = std::max<double>(largest, arma::abs(difference).max());
  }
  return largest;
}

}  // namespace

void compare_loop(const Settings& given, const nn::Options& options) {
  Settings settings;  // the loop knows no other options
  settings.model = given.model;
  settings.data = given.data;
  settings.train_samples = given.train_samples;
  settings.schedule = "constant";
  settings.epochs = given.epochs.value_or(2);
  Session session(settings, options);
  if (const int signal = session.train())
    throw nn::Interrupted("stopped in the middle of a comparison", signal);
  const Recipe recipe = settings.recipe();
  const nn::TrainTest images = nn::load_images(settings.data);
  const nn::Subset training =
      given.train_samples == 0 ? nn::all(images.train)
                               : nn::first(images.train, given.train_samples);

  nn::heading("Ten lines: test accuracy, for looking");
  // #region use-ten-lines
  const auto model = make_model(recipe.model, images.train.shape,
                                images.train.classes, options.seed);
  const auto loss = make_loss(recipe.model);
  const auto optimizer =
      nn::make_optimizer<B>(recipe.optimizer, *model, recipe.learning_rate);
  nn::Loader loader(training,
                    {.batch_size = recipe.batch_size, .seed = options.seed});
  nn::Loader test(nn::all(images.test), {.shuffle = false});
  for (int epoch = 1; epoch <= recipe.epochs; ++epoch) {
    loader.start_epoch(static_cast<std::uint32_t>(epoch));
    train_epoch(*model, *loss, *optimizer, loader);
    fmt::print("{:>5} {:>9.2f} %\n", epoch,
               100 * nn::evaluate(*model, *loss, test).accuracy);
  }
  // #endregion use-ten-lines
  const auto other = make_model(recipe.model, images.train.shape,
                                images.train.classes, options.seed);
  nn::load_weights(session.weights_file(), *other);
  fmt::print("largest difference from the session's weights: {}\n",
             apart(*model, *other));
}

}  // namespace chapter09
