#include "netv1.hpp"

#include <fstream>

#include <sys/resource.h>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"
#include "nn/core/seconds.hpp"
#include "nn/cpu/cpu.hpp"
#include "nn/layers/initializers.hpp"
#include "nn/reference/reference.hpp"

namespace chapter03 {
namespace {

/// Fills a matrix with normal numbers. Column j has its own random stream, so
/// any thread can draw it: a billion numbers take all cores seconds.
void fill_normal(arma::fmat& m, double deviation, std::uint64_t seed,
                 nn::Stream stream, std::size_t first_index) {
  nn::Cpu::parallel([&](nn::Worker worker) {
    const nn::Range mine = worker.share(m.n_cols);
    for (std::size_t j = mine.begin; j < mine.end; ++j) {
      nn::Random random(seed, stream,
                        static_cast<std::uint32_t>(first_index + j));
      for (arma::uword i = 0; i < m.n_rows; ++i)
        m(i, j) = static_cast<float>(deviation * random.normal());
    }
  });
}

/// Sends one thread's samples through all layers: W x + b, followed by ReLU in
/// every layer but the last.
arma::fmat run_layers(const std::vector<NetV1::Layer>& layers,
                      const arma::fmat& x) {
  arma::fmat in, out;
  for (std::size_t k = 0; k < layers.size(); ++k) {
    const auto& [W, b] = layers[k];
    const bool relu = k + 1 < layers.size();
    out.set_size(W.n_rows, x.n_cols);
    nn::Reference<float>::linear(W, b, k == 0 ? x : in, relu, out);
    std::swap(in, out);
  }
  return in;
}

}  // namespace

NetV1::NetV1(std::size_t inputs, std::uint64_t seed) {
  // Reserve room for all of them: a growing vector copies its contents, and
  // the first matrix may take 3 GB.
  layers.reserve(netv1_widths.size());
  std::size_t in = inputs, index = 0;
  for (const std::size_t out : netv1_widths) {
    layers.push_back({arma::fmat(out, in, arma::fill::none),
                      arma::fvec(out, arma::fill::zeros)});
    fill_normal(layers.back().W, nn::he().standard_deviation(in, out), seed,
                nn::Stream::weights, index);
    index += in;
    in = out;
  }
}

arma::fmat NetV1::logits(const arma::fmat& x) const {
  arma::fmat z(netv1_widths.back(), x.n_cols);
  // Each thread takes its share of the samples through all layers.
  nn::Cpu::parallel([&](nn::Worker worker) {
    const nn::Range mine = worker.share(x.n_cols);
    if (mine.empty()) return;
    arma::fmat part = nn::Cpu::columns(z, mine);
    part = run_layers(layers, nn::Cpu::columns(x, mine));
  });
  return z;
}

arma::fmat NetV1::probabilities(arma::fmat z) {
  nn::Cpu::softmax(z, z);
  return z;
}

arma::fmat random_photographs(std::size_t inputs, std::size_t samples,
                              std::uint64_t seed) {
  arma::fmat x(inputs, samples, arma::fill::none);
  fill_normal(x, 1, seed, nn::Stream::data, 0);
  return x;
}

Prediction predict(std::size_t inputs, std::size_t samples) {
  Prediction p;
  std::size_t in = inputs;
  for (const std::size_t out : netv1_widths) {
    p.parameters += out * in + out;
    p.operations += 2.0 * double(out) * double(in) * double(samples);
    in = out;
  }
  p.weight_bytes = 4.0 * double(p.parameters);
  p.input_bytes = 4.0 * double(inputs) * double(samples);
  return p;
}

NetV1Run run_netv1(std::size_t inputs, std::size_t samples, std::uint64_t seed,
                   int repeats) {
  NetV1Run run;
  run.speed = measure_speed();
  arma::fmat x;
  std::unique_ptr<NetV1> net;
  run.drawing_seconds = nn::seconds([&] {
    net = std::make_unique<NetV1>(inputs, seed);
    x = random_photographs(inputs, samples, seed);
  });
  run.forward_seconds = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i)
    run.forward_seconds = std::min(run.forward_seconds, nn::seconds([&] {
                                     run.logits = net->logits(x);
                                     run.probabilities =
                                         NetV1::probabilities(run.logits);
                                   }));
  run.peak_bytes = peak_memory();
  return run;
}

double measure_speed() {
  const arma::fmat W(512, 2048, arma::fill::ones),
      x(2048, 256, arma::fill::ones);
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    const double time = nn::seconds([&] {
      nn::Cpu::parallel([&](nn::Worker worker) {
        const arma::fmat y = W * nn::Cpu::columns(x, worker.share(x.n_cols));
      });
    });
    best = std::max(best, 2.0 * 512 * 2048 * 256 / time);
  }
  return best;
}

double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * double(usage.ru_maxrss);  // Linux counts in KiB
}

void require_memory(double bytes) {
  std::ifstream file("/proc/meminfo");
  std::string name, unit;
  double kib = 0;
  while (file >> name >> kib >> unit) {
    if (name != "MemAvailable:") continue;
    if (1024 * kib < bytes)
      throw nn::Error(fmt::format(
          "NetV1 in full size needs {:.1f} GB of free memory, but this machine "
          "has {:.1f} GB; run it without --full",
          bytes / 1e9, 1024 * kib / 1e9));
    return;
  }
}

}  // namespace chapter03
