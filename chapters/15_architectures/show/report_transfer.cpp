#include "report_transfer.hpp"

#include "nn/core/print.hpp"

namespace chapter15 {
namespace {

/// The shape of what a probed layer gives.
std::string shape_of(const std::string& layer, const TransferNet& net) {
  if (layer == "input") return nn::to_string(net.input_shape());
  for (std::size_t i = 0; i < net.layer_count(); ++i)
    if (net.layer_name(i) == layer) return nn::to_string(net.layer_shape(i));
  return "";
}

std::vector<std::size_t> counts_of(const std::vector<Outcome>& outcomes) {
  std::vector<std::size_t> counts;
  for (const Outcome& outcome : outcomes)
    if (outcome.way == outcomes.front().way) counts.push_back(outcome.labels);
  return counts;
}

/// "0", or the order of magnitude that matters: two digits.
std::string size_of(double change) {
  return change == 0 ? "0" : fmt::format("{:.2g}", change);
}

}  // namespace

std::string with_spread(const arma::rowvec& shares) {
  return fmt::format("{:.1f} +- {:.1f}", 100 * arma::mean(shares),
                     100 * arma::stddev(shares));
}

void print_moved(Freezing freezing, const Moved& moved) {
  fmt::print("  {:26} {:>10} {:>14} {:>10}\n", name_of(freezing),
             size_of(moved.weights), size_of(moved.running_means),
             size_of(moved.features));
}

void print_outcomes(const std::vector<Outcome>& outcomes) {
  fmt::print("  {:18}", "labels");
  for (const std::size_t count : counts_of(outcomes))
    fmt::print(" {:>14}", count);
  for (const Outcome& outcome : outcomes) {
    if (outcome.labels == outcomes.front().labels)
      fmt::print("\n  {:18}", name_of(outcome.way));
    fmt::print(" {:>14}", with_spread(outcome.accuracies));
  }
  fmt::print("\n");
}

void print_rates(const std::vector<Outcome>& outcomes) {
  fmt::print("  {:18} labels   rate", "");
  for (const double rate : transfer_rates)
    fmt::print(" {:>7}", rate);
  fmt::print("\n");
  for (const Outcome& outcome : outcomes)
    fmt::print("  {:18} {:6} {:6}{}\n", name_of(outcome.way), outcome.labels,
               outcome.rate, nn::numbers(100 * outcome.validations, 1));
}

void print_probes(TransferNet& net, const arma::mat& trained,
                  const arma::mat& untrained) {
  fmt::print("  {:16} {:>10} {:>16} {:>16}\n", "layer", "output", "trained",
             "untrained");
  for (arma::uword i = 0; i < trained.n_rows; ++i) {
    const std::string layer = i == 0 ? "input" : probed_layers()[i - 1];
    fmt::print("  {:16} {:>10} {:>16} {:>16}\n", layer, shape_of(layer, net),
               with_spread(trained.row(i)), with_spread(untrained.row(i)));
  }
}

}  // namespace chapter15
