#include "report_images.hpp"

#include <cmath>

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "../moving_mean.hpp"

namespace chapter05 {

void print_gradient_noise(const arma::vec& sizes, const arma::vec& line,
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

void print_first_means(double beta) {
  const arma::vec always = 2.3 * arma::vec(60, arma::fill::ones);
  const arma::vec plain = moving_mean(always, beta, false);
  const arma::vec corrected = moving_mean(always, beta, true);
  fmt::print("  A loss that is always 2.3, beta = {}:\n", beta);
  fmt::print("  step   mean from 0   divided by 1 - beta^step\n");
  for (arma::uword t : {1, 2, 10, 20, 60})
    fmt::print("  {:4} {:13.4f} {:26.4f}\n", t, plain(t - 1), corrected(t - 1));
}

void print_loss_by_samples(
    const std::vector<std::pair<std::string, Training>>& runs) {
  fmt::print("  samples seen");
  for (const auto& [label, run] : runs)
    fmt::print(" {:>20}", nn::english(label));
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

void print_seconds(const ImageTask& task,
                   const std::vector<std::size_t>& sizes) {
  for (std::size_t size : sizes)
    fmt::print(
        "  batch {:6}: {:.3f} seconds an epoch on one thread, {:.3f} seconds "
        "on "
        "two\n",
        size, task.seconds_of_epoch(size, 1), task.seconds_of_epoch(size, 2));
}

}  // namespace chapter05
