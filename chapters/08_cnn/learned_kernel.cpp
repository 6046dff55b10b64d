#include "learned_kernel.hpp"

#include <algorithm>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace chapter08 {

LearnedKernel learn_kernel(const arma::fmat& images, const nn::Shape& shape,
                           const arma::mat& secret, const std::vector<int>& at,
                           std::uint64_t seed) {
  using B = nn::Cpu;
  nn::Sequential<B> model(shape), teacher(shape);
  for (auto* m : {&model, &teacher}) {
    m->add<nn::Conv2d>(
        1, 1,
        {.kernel = 3, .padding = 1, .weights = nn::normal(0.5), .bias = false});
    m->build(seed);
  }
  // Weights are stored row by row, as in column_of().
  teacher.parameters() =
      arma::conv_to<arma::fmat>::from(arma::vectorise(secret.t()));
  const arma::fmat answers = teacher.forward(images);
  // #region learn-kernel
  nn::OneHotSquaredError<B> loss;
  nn::Adam<B> adam(model, 0.05);
  arma::fmat gradient(arma::size(answers));
  LearnedKernel log;
  for (int step = 0; step <= at.back(); ++step) {
    const double error = loss(model.forward(images), answers, gradient);
    if (std::ranges::find(at, step) != at.end()) {
      log.step.push_back(step);
      log.loss.push_back(error);
      log.kernel.push_back(arma::conv_to<arma::mat>::from(
          arma::reshape(model.parameters(), 3, 3).t()));
    }
    model.backward(gradient);
    adam.step();
  }
  // #endregion learn-kernel
  return log;
}

}  // namespace chapter08
