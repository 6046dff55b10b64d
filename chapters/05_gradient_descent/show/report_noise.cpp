#include "report_noise.hpp"

#include <cmath>

#include "nn/core/print.hpp"

namespace chapter05 {
namespace {

/// "12,345", "never".
std::string count_or_never(double count) {
  return std::isfinite(count) ? fmt::format("{:.0f}", count)
                              : std::string("never");
}

}  // namespace

void print_samples_until(const Samples& samples, const std::vector<Way>& ways,
                         const arma::vec& start, int runs, std::uint64_t seed) {
  fmt::print("  samples seen until the loss is near its minimum ({} runs)\n",
             runs);
  std::vector<arma::vec> excesses;
  fmt::print("  within ");
  for (const Way& way : ways) {
    fmt::print(" {:>12}", way.name);
    excesses.push_back(mean_excess(samples, way, start, 80, runs, seed));
  }
  fmt::print("\n");
  for (double goal : {1.0, 0.1, 0.01, 0.001, 1e-6, 1e-9}) {
    fmt::print("  {:7.0e}", goal);
    for (std::size_t i = 0; i < ways.size(); ++i)
      fmt::print(" {:>12}",
                 count_or_never(samples_until(excesses[i], goal,
                                              double(ways[i].batch_size))));
    fmt::print("\n");
  }
}

std::string what_is_left(double loss) {
  return loss < 1e-25 ? "below 1e-25" : fmt::format("{:.1e}", loss);
}

void print_convex_promise(const Samples& samples, const arma::vec& start) {
  const double limit = largest_rate(samples);
  fmt::print("  The loss is convex, 2/L = {:.4f}. Batch descent, 500 steps:\n",
             limit);
  fmt::print("  rate / (2/L)   loss above its minimum\n");
  for (double share : {0.1, 0.5, 0.99, 1.01, 1.1}) {
    const arma::mat way = descend_in_batches(samples, start, share * limit,
                                             samples.size(), 500, 1);
    fmt::print("  {:12.2f} {:>24}\n", share,
               what_is_left(excess(samples, way).back()));
  }
}

void print_floors(const std::vector<Floor>& floors) {
  fmt::print("  rate      floor, measured   rate / 4 * variance\n");
  for (const Floor& floor : floors)
    fmt::print("  {:5.3f} {:19.5f} {:21.5f}\n", floor.rate, floor.measured,
               floor.theory);
}

}  // namespace chapter05
