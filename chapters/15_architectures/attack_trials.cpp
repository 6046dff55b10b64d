#include "attack_trials.hpp"

#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/training/metrics.hpp"

namespace chapter15 {
namespace {

/// Each batch gets random numbers of its own.
Change change_of(Training training, const AttackSizes& sizes,
                 std::uint64_t seed) {
  const float epsilon = sizes.epsilon;
  auto calls = std::make_shared<std::uint64_t>(seed << 32);
  const int count = sizes.training_steps;
  switch (training) {
    case Training::clean:
      return {};
    case Training::random_signs:
      return [=](auto&, const arma::fmat& x, const ClassList&) {
        return random_signs(x, epsilon, ++*calls);
      };
    case Training::one_step:
      return [=](auto& net, const arma::fmat& x, const ClassList& classes) {
        return fast_gradient_sign(net, x, classes, epsilon);
      };
    default:
      return [=](auto& net, const arma::fmat& x, const ClassList& classes) {
        return projected_gradient(net, x, classes, epsilon,
                                  {.count = count, .seed = ++*calls});
      };
  }
}

}  // namespace

const char* title_of(Training training) {
  switch (training) {
    case Training::clean:
      return "clean images | 原图";
    case Training::random_signs:
      return "random signs | 随机符号";
    case Training::one_step:
      return "one step | 一步";
    default:
      return "several steps | 多步";
  }
}

Classifier small_cnn(const nn::Shape& input, std::uint64_t seed) {
  auto net = std::make_unique<nn::Sequential<nn::Cpu>>(input);
  net->add<nn::Conv2d>(1, 16, {.stride = 2, .padding = 1}).add<nn::ReLU>();
  net->add<nn::Conv2d>(16, 32, {.stride = 2, .padding = 1}).add<nn::ReLU>();
  net->add<nn::Flatten>().add<nn::Linear>(32 * input.pixels() / 16, 10);
  net->build(seed);
  return net;
}

Classifier trained_on(Training training, const SeenImages& images,
                      const nn::Shape& shape, const AttackSizes& sizes,
                      std::uint64_t seed) {
  Classifier net = small_cnn(shape, seed);
  teach(*net, images, {.epochs = sizes.epochs, .seed = seed},
        change_of(training, sizes, seed));
  return net;
}

double right_after(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                   const ClassList& classes) {
  return nn::accuracy(nn::predict(scores_of(net, x)), classes);
}

Robustness robustness(nn::Model<nn::Cpu>& net, const SeenImages& images,
                      float epsilon, int steps) {
  const arma::fmat& x = images.x;
  const ClassList& classes = images.classes;
  const auto right = [&](const arma::fmat& changed) {
    return right_after(net, changed, classes);
  };
  return {
      right(x), right(random_signs(x, epsilon, 1)),
      right(fast_gradient_sign(net, x, classes, epsilon)),
      right(projected_gradient(net, x, classes, epsilon, {.count = steps}))};
}

arma::mat accuracy_over_epsilon(nn::Model<nn::Cpu>& net,
                                nn::Model<nn::Cpu>& other,
                                const SeenImages& images,
                                const arma::fvec& epsilons, int steps) {
  const arma::fmat& x = images.x;
  const ClassList& classes = images.classes;
  arma::mat right(epsilons.n_elem, 4);
  for (arma::uword i = 0; i < epsilons.n_elem; ++i) {
    const float epsilon = epsilons(i);
    const std::array changed{
        random_signs(x, epsilon, 1),
        fast_gradient_sign(other, x, classes, epsilon),
        fast_gradient_sign(net, x, classes, epsilon),
        projected_gradient(net, x, classes, epsilon, {.count = steps})};
    for (arma::uword k = 0; k < 4; ++k)
      right(i, k) = right_after(net, changed[k], classes);
  }
  return right;
}

}  // namespace chapter15
