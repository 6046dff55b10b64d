#include "nn/figures/figure_axis.hpp"

namespace nn {

bool has_place(double value, bool log) {
  return std::abs(value) < 1e300 && (!log || value > 1e-300);
}

void Extent::add(double value) {
  low = std::min(low, value);
  high = std::max(high, value);
}

void Extent::add(const arma::vec& values, bool log) {
  for (double value : values)
    if (has_place(value, log)) add(value);
}

namespace {

/// A single value, or values that differ only by rounding, need some room.
Extent widened(Extent extent, bool log) {
  const double size = std::max(std::abs(extent.low), std::abs(extent.high));
  if (extent.high - extent.low > 1e-9 * size) return extent;
  if (log) return {extent.low / 2, extent.high * 2};
  const double room = size > 0 ? size / 10 : 1;
  return {extent.low - room, extent.high + room};
}

/// At most `count` (but at least two) multiples of 1, 2 or 5 times a power of
/// ten.
std::vector<double> round_values(Extent range, double count) {
  const double rough = (range.high - range.low) / std::max(count, 2.0);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double ratio = rough / power;
  const double step = power * (ratio <= 1   ? 1
                               : ratio <= 2 ? 2
                               : ratio <= 5 ? 5
                                            : 10);
  std::vector<double> values;
  // A tiny tolerance keeps a tic that rounding moves beyond the end.
  const double first = std::ceil(range.low / step - 1e-9);
  const double last = std::floor(range.high / step + 1e-9);
  for (double k = first; k <= last; ++k)
    values.push_back(k * step);
  return values;
}

/// 1, 2 and 5 times the powers of ten.
std::vector<double> round_log_values(Extent range) {
  std::vector<double> values;
  for (int e = int(std::floor(std::log10(range.low))); e <= 300; ++e)
    for (double digit : {1, 2, 5}) {
      const double value = digit * std::pow(10, e);
      if (value > range.high) return values;
      if (value >= range.low) values.push_back(value);
    }
  return values;
}

}  // namespace

Extent axis_range(Extent extent, bool log, double padding) {
  if (extent.is_empty()) return log ? Extent{1, 10} : Extent{0, 1};
  extent = widened(extent, log);
  if (log) {
    const double factor = std::pow(extent.high / extent.low, padding);
    return {extent.low / factor, extent.high * factor};
  }
  const double room = (extent.high - extent.low) * padding;
  return {extent.low - room, extent.high + room};
}

std::string axis_tics(const std::string& axis, Extent range, bool log,
                      double count) {
  const double decades = log ? std::log10(range.high / range.low) : 0;
  if (decades >= 2.5) return "set format " + axis + " '10^{%T}'\n";
  std::string commands = "set format " + axis + " '%h'\n";
  commands += "set " + axis + "tics (";
  const char* separator = "";
  for (double value :
       decades > 0.8 ? round_log_values(range) : round_values(range, count)) {
    commands += fmt::format("{}{:.12g}", separator, value);
    separator = ",";
  }
  return commands + ")\n";
}

Bins count_in_bins(const arma::vec& values, int bins, bool log) {
  Extent extent;
  extent.add(values, log);
  extent = axis_range(extent, log, 0);
  Bins result{arma::vec(bins + 1), arma::vec(bins, arma::fill::zeros)};
  const auto place = [&](double v) { return log ? std::log10(v) : v; };
  const double low = place(extent.low), high = place(extent.high);
  for (int i = 0; i <= bins; ++i) {
    const double edge = low + (high - low) * i / bins;
    result.edges(i) = log ? std::pow(10, edge) : edge;
  }
  for (double value : values) {
    if (!has_place(value, log)) continue;
    const double position = (place(value) - low) / (high - low) * bins;
    ++result.counts(std::clamp(int(position), 0, bins - 1));
  }
  return result;
}

}  // namespace nn
