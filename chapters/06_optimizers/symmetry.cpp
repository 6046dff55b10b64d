#include "symmetry.hpp"

#include "nn/core/random.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "methods.hpp"

namespace chapter06 {

namespace {

/// The largest difference of any weight between any two units (rows).
double unlikeness(const arma::mat& units) {
  return arma::range(units, 0).max();
}

/// A 2-4-1 network with tanh, its weights initialized according to `start`.
void set_start(nn::Sequential<Exact>& model, const XorStart& start) {
  nn::Random random(start.seed, nn::Stream::weights);
  for (auto& [name, p] : model.named_parameters())
    if (name.ends_with("weight"))
      p->value.imbue(
          [&] { return start.value + start.spread * random.normal(); });
}

}  // namespace

XorRun learn_xor(const XorStart& start, int steps, double rate) {
  const arma::mat x{{0, 0, 1, 1}, {0, 1, 0, 1}}, target{{0, 1, 1, 0}};
  nn::Sequential<Exact> model({2});
  model.add<nn::Linear>(2, 4).add<nn::Tanh>().add<nn::Linear>(4, 1);
  model.build(/*seed=*/1);
  set_start(model, start);
  nn::Sgd<Exact> sgd(model, rate);
  nn::OneHotSquaredError<Exact> loss;
  XorRun run{{}, arma::vec(steps + 1), arma::vec(steps + 1), {}};
  arma::mat dy(1, 4);
  for (int t = 0; t <= steps; ++t) {
    run.answer = model.forward(x);
    run.loss(t) = loss(run.answer, target, dy);
    run.hidden = arma::reshape(model.parameters().head_rows(12), 4, 3);
    run.distance(t) = unlikeness(run.hidden);
    model.backward(dy);
    sgd.step();
  }
  return run;
}

}  // namespace chapter06
