#include "lenet.hpp"

#include <algorithm>

#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/flatten.hpp"
#include "nn/layers/linear.hpp"
#include "nn/layers/pool2d.hpp"

namespace chapter08 {
namespace {

struct Step {
  const char* name;
  void (*add)(Probe& model);
};

const std::vector<Step>& steps() {
  static const char* convolution = "5×5 convolution | 5×5 卷积";
  static const char* pooling = "2×2 pooling | 2×2 池化";
  static const char* connected = "fully connected | 全连接";
  static const std::vector<Step> all{
      {convolution,
       [](Probe& m) {
         m.add<nn::Conv2d>(1, 6, {.kernel = 5}).add<nn::Tanh>();
       }},
      {pooling, [](Probe& m) { m.add<nn::MaxPool2d>(2); }},
      {convolution,
       [](Probe& m) {
         m.add<nn::Conv2d>(6, 16, {.kernel = 5}).add<nn::Tanh>();
       }},
      {pooling, [](Probe& m) { m.add<nn::MaxPool2d>(2); }},
      {connected,
       [](Probe& m) {
         m.add<nn::Flatten>().add<nn::Linear>(400, 120).add<nn::Tanh>();
       }},
      {connected, [](Probe& m) { m.add<nn::Linear>(120, 84).add<nn::Tanh>(); }},
      {connected, [](Probe& m) { m.add<nn::Linear>(84, 10); }}};
  return all;
}

}  // namespace

std::size_t lenet_steps() {
  return steps().size();
}

std::unique_ptr<Probe> lenet(std::size_t count) {
  auto model = std::make_unique<Probe>(nn::Shape{1, 32, 32});
  for (std::size_t i = 0; i < std::min(count, steps().size()); ++i)
    steps()[i].add(*model);
  model->build(/*seed=*/1);
  return model;
}

std::vector<Volume> lenet_volumes() {
  std::vector<Volume> volumes{{"image | 图像", {1, 32, 32}, 0}};
  std::size_t before = 0;
  for (std::size_t n = 1; n <= steps().size(); ++n) {
    const auto model = lenet(n);
    volumes.push_back({steps()[n - 1].name, model->output_shape(),
                       model->parameter_count() - before});
    before = model->parameter_count();
  }
  return volumes;
}

std::size_t parameters_of_c3() {
  std::size_t sum = 0;
  for (const auto& [kernels, maps] : {std::pair{6, 3}, {9, 4}, {1, 6}})
    sum += std::size_t(kernels * (maps * 5 * 5 + 1));
  return sum;
}

}  // namespace chapter08
