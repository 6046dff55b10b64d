// What augmentation costs: nanoseconds a sample, and what a training step
// pays for it when the next batch is prepared ahead, or between the steps.
//
// Run it with no other load:
//   ./learn bench augment [-- data set]
#include <chrono>
#include <functional>

#include <fmt/format.h>

#include "nn/cpu/cpu.hpp"
#include "nn/data/loader.hpp"
#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

namespace {

using nn::Cpu;

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
      .count();
}

/// The best of several: other programs only ever make it longer.
double best(int times, const std::function<void()>& work) {
  double least = seconds(work);
  for (int i = 1; i < times; ++i)
    least = std::min(least, seconds(work));
  return least;
}

void time_settings(const nn::Dataset& data) {
  Cpu::set_threads(1);
  constexpr std::uint32_t count = 5000;
  nn::Resampler resampler(data.shape);
  std::vector<float> out(data.shape.features());
  fmt::print("ns a sample of {}, one thread        draw    all\n",
             nn::to_string(data.shape));
  for (const char* text :
       {"none", "shift:2", "flip", "flip+shift:1+erase:0.3", "subpixel:2",
        "rotate:10", "elastic:0.5", "geo:1.5,10,0.5"}) {
    const nn::Augment augment = nn::parse_augment(text);
    double sum = 0;
    const double draws = best(10, [&] {
      for (std::uint32_t i = 0; i < count; ++i)
        sum += nn::draw(augment, data.shape, {1, 0, i}).offset[0];
    });
    const double all = best(10, [&] {
      for (std::uint32_t i = 0; i < count; ++i)
        resampler(data.pixels.data() + i * out.size(),
                  nn::draw(augment, data.shape, {1, 0, i}), {}, out.data());
    });
    fmt::print("  {:32} {:6.0f} {:6.0f}\n", text, draws / count * 1e9,
               all / count * 1e9 + 0 * sum);
  }
}

/// Something that takes a batch and is done by all threads.
using Step = std::function<void(const nn::Batch&)>;

/// The mlp of chapter 9: forward, backward, Adam.
struct Mlp {
  Mlp() : model({1, 28, 28}), adam(build(), model.gradients(), 0.001) {}
  Cpu::Matrix& build() {
    model.add<nn::Linear>(784, 256).add<nn::ReLU>();
    model.add<nn::Linear>(256, 128).add<nn::ReLU>();
    model.add<nn::Linear>(128, 10);
    model.build(1);
    return model.parameters();
  }
  void operator()(const nn::Batch& batch) {
    const auto& scores = model.forward(batch.x);
    gradient.set_size(10, batch.labels.size());
    loss(scores, batch.labels, gradient);
    model.backward(gradient);
    adam.step();
  }
  nn::Sequential<Cpu> model;
  nn::SoftmaxCrossEntropy<Cpu> loss;
  nn::Adam<Cpu> adam;
  Cpu::Matrix gradient;
};

/// About 30 µs of arithmetic a sample, in eight parallel pieces.
void heavy(const nn::Batch& batch) {
  for (int piece = 0; piece < 8; ++piece)
    nn::cpu::Threads::parallel([&](nn::Worker worker) {
      volatile float keep = 1;
      const std::size_t n = worker.share(batch.labels.size()).size();
      auto value = static_cast<float>(batch.labels[0]) + 2;
      for (std::size_t i = 0; i < n * 1500; ++i)
        value = value * 0.999f + 0.001f;
      keep = value;
      (void)keep;
    });
}

/// What a loader and the steps take for a sample, in µs. Eight batches at a
/// time: so short that on a busy machine some of them run undisturbed, so long
/// that a batch prepared during a disturbance counts little.
struct Timing {
  nn::Loader loader;
  std::vector<double> times{};

  void run(const Step& step) {
    loader.start_epoch(1);
    step(*loader.next());
    for (std::size_t i = 1; i + 8 <= loader.batches(); i += 8)
      times.push_back(seconds([&] {
                        for (int k = 0; k < 8; ++k)
                          step(*loader.next());
                      }) /
                      static_cast<double>(8 * loader.batch_size()) * 1e6);
  }
  std::string text() {
    std::ranges::sort(times);
    const std::size_t n = times.size();
    return fmt::format("{:7.2f} {:7.2f} {:7.2f} {:7.2f}", times[0],
                       times[n / 50], times[n / 10], times[n / 2]);
  }
};

void time_epochs(const nn::Dataset& data, const std::string& name,
                 const Step& step) {
  for (int threads : {1, 2}) {
    Cpu::set_threads(threads);
    const auto loader = [&](const char* text, bool ahead) {
      return nn::Loader::Settings{.augment = nn::parse_augment(text),
                                  .prefetch = ahead};
    };
    const nn::Subset samples = nn::first(data, 128 * 41);
    const char* const geo = "geo:1.5,10,0.5";
    std::array<Timing, 4> timings = {Timing{{samples, loader("none", false)}},
                                     Timing{{samples, loader("none", true)}},
                                     Timing{{samples, loader(geo, false)}},
                                     Timing{{samples, loader(geo, true)}}};
    // In turns: what else the machine does meets all alike.
    for (int i = 0; i < 60; ++i)
      for (Timing& timing : timings)
        timing.run(step);
    fmt::print("{}, {} thread(s), µs a sample: best, 2 %, 10 %, median\n", name,
               threads);
    for (std::size_t i = 0; i < timings.size(); ++i)
      fmt::print("  {:16} {:14} {}\n", i < 2 ? "none" : geo,
                 i % 2 ? "ahead" : "between steps", timings[i].text());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const nn::Dataset data = nn::load_images(argc > 1 ? argv[1] : "").train;
  time_settings(data);
  nn::Dataset color = data;
  color.shape = {3, 32, 32};
  time_settings(color);
  Mlp mlp;
  time_epochs(data, "mlp", std::ref(mlp));
  time_epochs(data, "heavy", heavy);
}
