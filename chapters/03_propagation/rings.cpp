#include "rings.hpp"

#include <numbers>

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/initializers.hpp"
#include "nn/layers/linear.hpp"

#include "sigmoid.hpp"

namespace chapter03 {

Points draw_disk_and_ring(arma::uword count, double flipped, std::uint64_t seed,
                          std::uint32_t index) {
  nn::Random random(seed, nn::Stream::data, index);
  Points points{arma::mat(2, count), arma::rowvec(count)};
  for (arma::uword j = 0; j < count; ++j) {
    const bool disk = j % 2 == 0;
    const double r = disk ? random.uniform(0, 0.4) : random.uniform(0.6, 1);
    const double angle = random.uniform(0, 2 * std::numbers::pi);
    points.x(0, j) = r * std::cos(angle);
    points.x(1, j) = r * std::sin(angle);
    const bool wrong = random.uniform() < flipped;
    points.t(j) = disk != wrong ? 1 : 0;
  }
  return points;
}

std::unique_ptr<Model> tanh_model(std::size_t hidden, std::uint64_t seed) {
  auto model = std::make_unique<Model>(nn::Shape{2});
  model->add<nn::Linear>(2, hidden, nn::normal(1)).add<nn::Tanh>();
  model->add<nn::Linear>(hidden, 1, nn::xavier());
  model->build(seed);
  return model;
}

void learn_classes(Model& model, const Points& points, int steps, double rate) {
  for (int step = 0; step < steps; ++step) {
    const arma::mat o = sigmoid(model.forward(points.x));
    model.backward((o - points.t) / double(points.t.n_elem));
    model.parameters() -= rate * model.gradients();
  }
}

double probability(Model& model, double x1, double x2) {
  return sigmoid(arma::as_scalar(model.forward(arma::vec{x1, x2})));
}

double accuracy(Model& model, const Points& points) {
  const arma::mat& sum = model.forward(points.x);
  arma::uword right = 0;
  for (arma::uword j = 0; j < points.t.n_elem; ++j)
    right += (sum(j) > 0) == (points.t(j) > 0.5);
  return double(right) / double(points.t.n_elem);
}

RingRun train_on_rings(const RingSettings& s) {
  RingRun run{draw_disk_and_ring(s.points, s.flipped, s.seed),
              tanh_model(s.hidden, s.seed)};
  learn_classes(*run.model, run.points, s.steps, s.rate);
  run.training = accuracy(*run.model, run.points);
  run.test = accuracy(*run.model, draw_disk_and_ring(1000, 0, s.seed, 1));
  return run;
}

}  // namespace chapter03
