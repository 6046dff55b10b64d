#include "seen_images.hpp"

#include <algorithm>
#include <numeric>

#include "nn/core/random.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter15 {
namespace {

SeenImages some_of(const SeenImages& images, const arma::uvec& at) {
  SeenImages some{images.x.cols(at), {}};
  for (const arma::uword i : at)
    some.classes.push_back(images.classes[i]);
  return some;
}

arma::uvec epoch_order(arma::uword count, std::uint64_t seed, int epoch) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  nn::Random(seed, nn::Stream::shuffle, std::uint32_t(epoch)).shuffle(order);
  return arma::conv_to<arma::uvec>::from(order);
}

}  // namespace

SeenImages seen_images(const nn::Dataset& data, std::size_t count) {
  count = std::min(count, data.size());
  SeenImages images{arma::fmat(data.shape.features(), count),
                    {data.labels.begin(), data.labels.begin() + long(count)}};
  for (arma::uword i = 0; i < images.x.n_elem; ++i)
    images.x(i) = float(data.pixels[i]) / 255;
  return images;
}

// #region teach
void teach(nn::Model<nn::Cpu>& net, const SeenImages& images,
           const Course& course, const Change& change) {
  nn::Adam<nn::Cpu> adam(net, course.rate);
  nn::SoftmaxCrossEntropy<nn::Cpu> loss;
  const arma::uword steps = images.count() / course.batch;  // in an epoch
  const double all = double(steps) * course.epochs;
  double done = 0;
  for (int epoch = 0; epoch < course.epochs; ++epoch) {
    const arma::uvec order = epoch_order(images.count(), course.seed, epoch);
    for (arma::uword step = 0; step < steps; ++step) {
      SeenImages batch = some_of(
          images,
          order.subvec(step * course.batch, (step + 1) * course.batch - 1));
      if (change) batch.x = change(net, batch.x, batch.classes);
      const arma::fmat& scores = net.forward(batch.x);
      arma::fmat gradient(arma::size(scores));
      loss(scores, batch.classes, gradient);
      net.backward(gradient);
      adam.set_learning_rate(course.rate * (1 - done++ / all));
      adam.step();
    }
  }
}
// #endregion teach

arma::fmat scores_of(nn::Model<nn::Cpu>& net, const arma::fmat& x) {
  constexpr arma::uword most = 500;
  arma::fmat scores(net.output_shape().features(), x.n_cols);
  for (arma::uword first = 0; first < x.n_cols; first += most) {
    const arma::uword last = std::min(first + most, x.n_cols) - 1;
    scores.cols(first, last) =
        net.forward(arma::fmat(x.cols(first, last)), nn::Mode::evaluate);
  }
  return scores;
}

double right_answers(nn::Model<nn::Cpu>& net, const SeenImages& images) {
  return nn::accuracy(nn::predict(scores_of(net, images.x)), images.classes);
}

}  // namespace chapter15
