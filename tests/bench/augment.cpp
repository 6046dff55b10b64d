// What augmentation costs: nanoseconds per sample, and what a training step
// pays for it when the next batch is prepared ahead or between the steps.
//
// Run it with no other load:
//   ./learn bench augment [-- data set]
#include <chrono>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "nn/data/loader.hpp"
#include "nn/training/losses.hpp"
#include "nn/training/optimizers.hpp"

#include "mlp.hpp"

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

/// Nanoseconds per sample: for drawing the transform, and in total.
std::pair<double, double> time_setting(const nn::Dataset& data,
                                       const nn::Augment& augment) {
  constexpr std::uint32_t count = 5000;
  nn::Resampler resampler(data.shape);
  std::vector<float> out(data.shape.features());
  const double draws = best(10, [&] {
    for (std::uint32_t i = 0; i < count; ++i)
      nn::draw(augment, data.shape, {1, 0, i});
  });
  const double all = best(10, [&] {
    for (std::uint32_t i = 0; i < count; ++i)
      resampler(data.pixels.data() + i * out.size(),
                nn::draw(augment, data.shape, {1, 0, i}), {}, out.data());
  });
  return {draws / count * 1e9, all / count * 1e9};
}

void time_settings(const nn::Dataset& gray, const nn::Dataset& color) {
  Cpu::set_threads(1);
  fmt::print("Nanoseconds a sample, one thread\n{:26} {:>15} {:>15}\n", "",
             to_string(gray.shape), to_string(color.shape));
  fmt::print("{:26} {:>7} {:>7} {:>7} {:>7}\n", "", "draw", "all", "draw",
             "all");
  for (const char* text :
       {"none", "shift:2", "flip", "flip+shift:1+erase:0.3", "subpixel:2",
        "rotate:10", "elastic:0.5", "geo:1.5,10,0.5"}) {
    const nn::Augment augment = nn::parse_augment(text);
    const auto [draw, all] = time_setting(gray, augment);
    const auto [color_draw, color_all] = time_setting(color, augment);
    fmt::print("{:26} {:7.0f} {:7.0f} {:7.0f} {:7.0f}\n", text, draw, all,
               color_draw, color_all);
  }
}

/// The mlp of chapter 9: forward, backward, Adam.
struct Mlp {
  Mlp() : model({1, 28, 28}), adam(build_mlp(model), 0.001) {}
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

/// Microseconds per sample for a loader and the steps. Eight batches at a time:
/// short enough that some run undisturbed on a busy machine, long enough that a
/// batch prepared during a disturbance counts little.
struct Timing {
  nn::Loader loader;
  std::vector<double> times{};

  void run(Mlp& mlp) {
    loader.start_epoch(1);
    mlp(*loader.next());
    for (std::size_t i = 1; i + 8 <= loader.batches(); i += 8)
      times.push_back(seconds([&] {
                        for (int k = 0; k < 8; ++k)
                          mlp(*loader.next());
                      }) /
                      static_cast<double>(8 * loader.batch_size()) * 1e6);
  }
  double median() {
    std::ranges::sort(times);
    return times[times.size() / 2];
  }
};

void time_epochs(const nn::Dataset& data, int threads) {
  Cpu::set_threads(threads);
  Mlp mlp;
  const nn::Subset samples = nn::first(data, 128 * 41);
  const auto timing = [&](const char* text, bool ahead) {
    return Timing{nn::Loader(
        samples, {.augment = nn::parse_augment(text), .prefetch = ahead})};
  };
  const char* const geo = "geo:1.5,10,0.5";
  std::array<Timing, 3> timings = {timing("none", false), timing(geo, false),
                                   timing(geo, true)};
  // In turns, so other load on the machine affects all equally.
  for (int i = 0; i < 100; ++i)
    for (Timing& each : timings)
      each.run(mlp);
  const double none = timings[0].median();
  fmt::print("{:7} {:24} {:4.2f}\n", threads, "none", none);
  for (std::size_t i : {1, 2})
    fmt::print("{:7} {:24} {:4.2f} {:+6.1f} %\n", threads,
               fmt::format("{}, {}", geo, i == 1 ? "between" : "ahead"),
               timings[i].median(), (timings[i].median() / none - 1) * 100);
}

}  // namespace

int main(int argc, char** argv) {
  const nn::Dataset data = nn::load_images(argc > 1 ? argv[1] : "").train;
  nn::Dataset color = data;  // the same bytes, read as other images
  color.shape = {3, 32, 32};
  time_settings(data, color);
  fmt::print(
      "\nThe mlp of chapter 9, batches of 128: microseconds a sample "
      "(median).\n"
      "Changed between the steps, or ahead by a thread of the loader's own.\n"
      "threads augmentation\n");
  for (int threads : {1, 2})
    time_epochs(data, threads);
}
