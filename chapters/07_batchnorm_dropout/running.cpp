#include "running.hpp"

#include "nn/core/random.hpp"

#include "batch_norm.hpp"
#include "library_batch_norm.hpp"
#include "running_statistics.hpp"

namespace chapter07 {

namespace {

/// A batch of one feature, normal with mean 3 and deviation 2.
arma::mat batch_of_normals(nn::Random& random, arma::uword samples) {
  arma::mat x(1, samples);
  x.imbue([&] { return 3 + 2 * random.normal(); });
  return x;
}

}  // namespace

std::vector<RunningRow> follow_running(std::uint64_t seed,
                                       const std::vector<int>& stops) {
  nn::Random random(seed, nn::Stream::data, 3);
  const auto library = library_batch_norm({1}, {0});
  const auto states = library->named_states();
  Running ours(1);
  std::vector<RunningRow> rows;
  for (int batch = 1; batch <= stops.back(); ++batch) {
    const arma::mat x = batch_of_normals(random, 32);
    ours.see(batch_norm(x, {1}, {0}));
    library->forward(x, nn::Mode::train);
    const double away = std::abs(states[0].state->values[0] - ours.mean(0)) +
                        std::abs(states[1].state->values[0] - ours.variance(0));
    if (std::find(stops.begin(), stops.end(), batch) != stops.end())
      rows.push_back({batch, ours.mean(0), ours.variance(0), away});
  }
  return rows;
}

Company in_company(double value, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 4);
  const auto model = library_batch_norm({1}, {0});
  for (int i = 0; i < 200; ++i)
    model->forward(batch_of_normals(random, 32), nn::Mode::train);
  Company c{};
  for (int i = 0; i < 3; ++i) {
    arma::mat x = batch_of_normals(random, 8);
    x(0) = value;
    c.evaluation.push_back(model->forward(x, nn::Mode::evaluate)(0));
    c.training.push_back(model->forward(x, nn::Mode::train)(0));
  }
  const arma::mat alone(1, 1, arma::fill::value(value));
  c.alone_evaluation = model->forward(alone, nn::Mode::evaluate)(0);
  // By hand, since in training the library refuses a batch of one.
  const Normalized by_hand = batch_norm(alone, {1}, {0});
  c.alone_training = by_hand.y(0);
  c.alone_gradient = batch_norm_gradient(by_hand, {1}, arma::ones(1, 1)).dx(0);
  return c;
}

}  // namespace chapter07
