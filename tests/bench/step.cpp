// What it gains to change the weights while the gradients are computed, instead
// of afterwards: microseconds for a training step of chapter 9's mlp.
//
// Run it with no other load:
//   ./learn bench step
#include <chrono>

#include <fmt/format.h>

#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "mlp.hpp"

namespace {

using nn::Cpu;

struct Mlp {
  explicit Mlp(std::size_t batch)
      : model({784}),
        adam(build_mlp(model), model.gradients()),
        x(784, batch, arma::fill::randu),
        gradient(10, batch),
        labels(batch, 1) {}
  void step(bool during) {
    loss(model.forward(x), labels, gradient);
    if (during) {
      adam.step_during([&](auto* hook) { model.backward(gradient, hook); });
    } else {
      model.backward(gradient);
      adam.step();
    }
  }

  nn::Sequential<Cpu> model;
  nn::Adam<Cpu> adam;
  nn::SoftmaxCrossEntropy<Cpu> loss;
  arma::fmat x, gradient;
  std::vector<std::int32_t> labels;
};

/// Of some steps in a row, in microseconds a step.
double time_steps(Mlp& mlp, bool during) {
  using Clock = std::chrono::steady_clock;
  constexpr int steps = 20;
  mlp.step(during);  // finds the cache as such steps leave it
  const auto start = Clock::now();
  for (int i = 0; i < steps; ++i)
    mlp.step(during);
  return std::chrono::duration<double, std::micro>(Clock::now() - start)
             .count() /
         steps;
}

double median(std::vector<double> times) {
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void compare(int threads, std::size_t batch) {
  Cpu::set_threads(threads);
  Mlp mlp(batch);
  std::vector<double> after, during;
  // In turns: what else the machine does meets both alike.
  for (int i = 0; i < 150; ++i) {
    after.push_back(time_steps(mlp, false));
    during.push_back(time_steps(mlp, true));
  }
  const double a = median(after), d = median(during);
  fmt::print("{:7} {:5} {:8.0f} {:8.0f} {:+7.1f} %\n", threads, batch, a, d,
             (d / a - 1) * 100);
}

}  // namespace

int main() {
  fmt::print(
      "A step of chapter 9's mlp with Adam, microseconds (median).\n"
      "threads batch    after   during\n");
  for (const int threads : {1, 2})
    for (const std::size_t batch : {16, 64, 128, 512})
      compare(threads, batch);
}
