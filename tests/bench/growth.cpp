/// growth: how time and memory grow with samples, width, depth and batch.
///
/// Networks of equal layers, trained for a few steps on random numbers; each
/// row doubles one of the four. Seconds should grow with the arithmetic (the
/// next-to-last column stays constant), memory with the numbers that must be
/// kept. Every row runs in its own process, so its memory is its own, too.
#include <chrono>
#include <cstdio>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nn/cpu/cpu.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace {

using B = nn::Cpu;

struct Size {
  std::size_t samples = 8192, width = 512, depth = 4, batch = 128;

  std::size_t parameters() const { return depth * width * (width + 1); }
  /// Forward, dW and dx of every layer; the first needs no dx.
  double gflop() const {
    return 2e-9 * static_cast<double>((3 * depth - 1) * width * width) *
           static_cast<double>(samples);
  }
  /// Weights, gradients and Adam's two means; activations and their gradients,
  /// before and after ReLU; the samples. In MB.
  double megabytes() const {
    const std::size_t numbers =
        4 * parameters() + 3 * (depth + 1) * width * batch + width * samples;
    return 4e-6 * static_cast<double>(numbers);
  }
};

struct Cost {
  double seconds = 0;
  double megabytes = 0;
};

/// Fastest of three passes over the samples.
double train(const Size& size) {
  nn::Sequential<B> model({size.width});
  for (std::size_t i = 0; i < size.depth; ++i) {
    model.add<nn::Linear>(size.width, size.width);
    if (i + 1 < size.depth) model.add<nn::ReLU>();
  }
  model.build(1);
  nn::Adam<B> adam(model, 1e-3);
  nn::SoftmaxCrossEntropy<B> loss;
  arma::fmat x(size.width, size.samples, arma::fill::randu);
  const std::vector<std::int32_t> labels(size.batch, 1);
  arma::fmat gradient(size.width, size.batch);
  double best = 1e300;
  for (int pass = 0; pass < 3; ++pass) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t j = 0; j + size.batch <= size.samples; j += size.batch) {
      const arma::fmat batch = B::columns(x, {j, j + size.batch});
      loss(model.forward(batch), labels, gradient);
      model.backward(gradient);
      adam.step();
    }
    const std::chrono::duration<double> time =
        std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count());
  }
  return best;
}

double peak_megabytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024e-6;
}

/// The cost of train(size) in a separate process.
Cost measure(const Size& size) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  if (fork() == 0) {
    const double before = peak_megabytes();
    const double seconds = train(size);
    const Cost cost = {seconds, peak_megabytes() - before};
    const bool sent = write(ends[1], &cost, sizeof cost) == sizeof cost;
    _exit(sent ? 0 : 1);
  }
  Cost cost;
  const bool got = read(ends[0], &cost, sizeof cost) == sizeof cost;
  wait(nullptr);
  close(ends[0]);
  close(ends[1]);
  return got ? cost : Cost{};
}

void rows(const char* what, std::size_t Size::*member, std::size_t first,
          std::size_t last) {
  for (std::size_t value = first; value <= last; value *= 2) {
    Size size;
    size.*member = value;
    const Cost cost = measure(size);
    std::printf("%-8s %6zu %9.1f %9.3f %9.1f %9.1f %9.1f\n", what, value,
                size.gflop(), cost.seconds, size.gflop() / cost.seconds,
                size.megabytes(), cost.megabytes);
    std::fflush(stdout);
  }
}

}  // namespace

int main() {
  std::printf("%-8s %6s %9s %9s %9s %9s %9s\n", "doubled", "", "GFLOP",
              "seconds", "GFLOP/s", "MB needed", "MB used");
  rows("samples", &Size::samples, 2048, 32768);
  rows("width", &Size::width, 128, 2048);
  rows("depth", &Size::depth, 1, 16);
  rows("batch", &Size::batch, 16, 1024);
}
