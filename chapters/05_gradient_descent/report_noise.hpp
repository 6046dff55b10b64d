/// What the chapter prints about batch, mini-batch and stochastic descent.
#pragma once

#include "nn/core/print.hpp"

#include "images.hpp"
#include "moving_mean.hpp"
#include "noise.hpp"

namespace chapter05 {

/// "12,345", "never".
inline std::string count_or_never(double count) {
  return std::isfinite(count) ? fmt::format("{:.0f}", count)
                              : std::string("never");
}

/// After how many samples each way is within a distance of the best loss.
inline void print_samples_until(const Samples& samples,
                                const std::vector<Way>& ways,
                                const arma::vec& start, int runs,
                                std::uint64_t seed) {
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

/// What is left of a loss. Below 1e-25 it is 0 up to rounding.
inline std::string what_is_left(double loss) {
  return loss < 1e-25 ? "below 1e-25" : fmt::format("{:.1e}", loss);
}

/// Batch descent on the convex loss, at rates around the limit.
inline void print_convex_promise(const Samples& samples,
                                 const arma::vec& start) {
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

/// The floors that constant rates reach, measured and predicted.
inline void print_floors(const std::vector<Floor>& floors) {
  fmt::print("  rate      floor, measured   rate / 4 * variance\n");
  for (const Floor& floor : floors)
    fmt::print("  {:5.3f} {:19.5f} {:21.5f}\n", floor.rate, floor.measured,
               floor.theory);
}

/// The noise of gradients over the batch size; images last, if there are any.
inline void print_gradient_noise(const arma::vec& sizes, const arma::vec& line,
                                 const arma::vec& images) {
  fmt::print(
      "          fitted line            Fashion-MNIST\n"
      "  batch   noise  * sqrt(batch)   noise  * sqrt(batch)\n");
  for (arma::uword i = 0; i < sizes.n_elem; ++i) {
    const double root = std::sqrt(sizes(i));
    fmt::print("  {:5.0f} {:7.3f} {:12.2f}", sizes(i), line(i), line(i) * root);
    if (!images.empty())
      fmt::print(" {:9.3f} {:12.2f}", images(i), images(i) * root);
    fmt::print("\n");
  }
}

/// The first means of a loss that is always 2.3, starting at 0.
inline void print_first_means(double beta) {
  const arma::vec always = 2.3 * arma::vec(60, arma::fill::ones);
  const arma::vec plain = moving_mean(always, beta, false);
  const arma::vec corrected = moving_mean(always, beta, true);
  fmt::print("  A loss that is always 2.3, beta = {}:\n", beta);
  fmt::print("  step   mean from 0   divided by 1 - beta^step\n");
  for (arma::uword t : {1, 2, 10, 20, 60})
    fmt::print("  {:4} {:13.4f} {:26.4f}\n", t, plain(t - 1), corrected(t - 1));
}

/// Loss of all images after some samples, for three batch sizes.
inline void print_loss_by_samples(
    const std::vector<std::pair<std::string, Training>>& runs) {
  fmt::print("  samples seen");
  for (const auto& [label, run] : runs)
    fmt::print(" {:>20}", label.substr(0, label.find(" |")));
  fmt::print("\n");
  for (double samples : {1e2, 1e3, 1e4, 1e5, 1e6}) {
    fmt::print("  {:12.0f}", samples);
    for (const auto& [label, run] : runs) {
      // The last measurement at or before this many samples.
      const arma::uvec until = arma::find(run.samples_seen <= samples * 1.001);
      const bool known =
          !until.empty() && run.samples_seen.back() >= samples * 0.999;
      fmt::print(" {:>20}", known
                                ? fmt::format("{:.3f}", run.loss(until.back()))
                                : std::string("-"));
    }
    fmt::print("\n");
  }
  fmt::print("  accuracy    ");
  for (const auto& [label, run] : runs)
    fmt::print(" {:>19.1f}%", 100 * run.accuracy);
  fmt::print("\n");
}

/// Time of an epoch; these lines differ from run to run.
inline void print_seconds(const ImageTask& task,
                          const std::vector<std::size_t>& sizes) {
  for (std::size_t size : sizes)
    fmt::print(
        "  batch {:6}: {:.3f} seconds an epoch on one thread, {:.3f} seconds "
        "on "
        "two\n",
        size, task.seconds_of_epoch(size, 1), task.seconds_of_epoch(size, 2));
}

}  // namespace chapter05
