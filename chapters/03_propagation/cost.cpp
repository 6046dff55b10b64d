#include "cost.hpp"

#include "nn/core/random.hpp"
#include "nn/core/seconds.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/initializers.hpp"
#include "nn/layers/linear.hpp"

#include "model.hpp"

namespace chapter03 {

CostRun time_both_ways(std::size_t hidden, std::uint64_t seed) {
  Model model({784});
  model.add<nn::Linear>(784, hidden, nn::xavier()).add<nn::Sigmoid>();
  model.add<nn::Linear>(hidden, 10, nn::xavier()).add<nn::Sigmoid>();
  model.build(seed);
  nn::Random random(seed, nn::Stream::data);
  arma::mat x(784, 1), dy(10, 1, arma::fill::ones);
  x.imbue([&] { return random.uniform(); });
  model.forward(x);  // allocates memory
  CostRun run;
  run.parameters = double(model.parameter_count());
  run.backward_seconds = nn::seconds([&] {
    model.forward(x);
    model.backward(dy);
  });
  run.trying_seconds =
      nn::seconds([&] { run.check = check_gradients(model, x); });
  return run;
}

}  // namespace chapter03
