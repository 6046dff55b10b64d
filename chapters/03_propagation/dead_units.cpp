#include "dead_units.hpp"

namespace chapter03 {
namespace {

constexpr std::size_t hidden = 100, batch = 100;

Images first_of(const nn::Dataset& data, arma::uword count) {
  const arma::uword features = data.shape.features();
  count = std::min<arma::uword>(count, data.size());
  Images images{arma::fmat(features, count),
                {data.labels.begin(), data.labels.begin() + long(count)}};
  for (arma::uword i = 0; i < images.x.n_elem; ++i)
    images.x[i] = float(data.pixels[i]) / 255.0f;
  return images;
}

std::unique_ptr<FastModel> make_model(const DeadSettings& settings,
                                      std::size_t features) {
  auto model = std::make_unique<FastModel>(nn::Shape{features});
  model->add<nn::Linear>(features, hidden, nn::he());
  if (settings.leaky)
    model->add<nn::LeakyReLU>();
  else
    model->add<nn::ReLU>();
  model->add<nn::Linear>(hidden, 10, nn::he());
  model->build(settings.seed);
  model->named_parameters()[1].parameter->value.fill(settings.bias);
  return model;
}

/// w <- w - rate * dE/dw, one batch of images after another.
void train(FastModel& model, const Images& images,
           const DeadSettings& settings) {
  arma::fmat gradient(10, batch);
  const std::size_t batches = images.x.n_cols / batch;
  for (int step = 0; step < settings.steps; ++step) {
    const std::size_t first = std::size_t(step) % batches * batch;
    const arma::fmat x = nn::Cpu::columns(images.x, {first, first + batch});
    const std::span labels(images.labels.data() + first, batch);
    // The loss of classifiers (chapter 4); its gradient is p - onehot(label).
    nn::Cpu::softmax_cross_entropy(model.forward(x), labels, gradient);
    model.backward(gradient);
    model.parameters() -= float(settings.rate) * model.gradients();
  }
}

}  // namespace

TrainTestImages first_images(const nn::TrainTest& all, arma::uword train,
                             arma::uword test) {
  return {first_of(all.train, train), first_of(all.test, test)};
}

arma::uword silent_units(FastModel& model, const arma::fmat& x) {
  model.forward(x, nn::Mode::evaluate);
  const arma::fmat& fired = model.activation(1);  // units x images
  return arma::accu(arma::max(fired, 1) <= 0);
}

DeadRun train_and_count(const TrainTestImages& images,
                        const DeadSettings& settings) {
  const arma::fmat& x = images.test.x;
  const auto model = make_model(settings, x.n_rows);
  DeadRun run;
  run.units = hidden;
  run.silent_before = silent_units(*model, x);
  train(*model, images.train, settings);
  run.silent_after = silent_units(*model, x);
  run.accuracy =
      double(nn::Cpu::count_correct(model->forward(x, nn::Mode::evaluate),
                                    images.test.labels)) /
      double(x.n_cols);
  return run;
}

}  // namespace chapter03
