#include "refusals.hpp"

#include "nn/cpu/cpu.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/model/graph.hpp"

namespace chapter15 {

// #region refusals
void branches_of_two_shapes() {
  nn::Graph<nn::Cpu> net({8, 14, 14});
  const nn::Value x = net.input();
  const nn::Value y =
      net.add<nn::Conv2d>("conv1", x, 8, 16, {.stride = 2, .padding = 1});
  net.add<nn::Add>("add", {x, y});  // one is 8x14x14, the other 16x7x7
}

void a_value_that_nobody_takes() {
  nn::Graph<nn::Cpu> net({8, 14, 14});
  const nn::Value x = net.input();
  net.add<nn::Conv2d>("conv1", x, 8, 8, {.padding = 1});
  net.add<nn::Conv2d>("conv2", x, 8, 8, {.padding = 1});  // meant: of conv1
  net.build(/*seed=*/1);
}

void two_layers_of_one_name() {
  nn::Graph<nn::Cpu> net({8, 14, 14});
  const nn::Value y =
      net.add<nn::Conv2d>("conv1", net.input(), 8, 8, {.padding = 1});
  net.add<nn::Conv2d>("conv1", y, 8, 8, {.padding = 1});
}
// #endregion refusals

}  // namespace chapter15
