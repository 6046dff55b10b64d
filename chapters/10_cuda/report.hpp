/// What the chapter prints.
#pragma once

#include <string>

#include "nn/core/print.hpp"

#include "measure.hpp"

namespace chapter10 {

/// "14,745,600"
inline std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n), result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

/// "3e-08", or "0".
inline std::string small(double value) {
  return value == 0 ? "0" : fmt::format("{:.0e}", value);
}

inline void print_traffic_head() {
  fmt::print("  {:13} {:^23} {:^19} {:>10} {:>6}\n", "", "bytes asked for",
             "sectors", "bytes of", "differs");
  fmt::print("  {:13} {:>11} {:>11} {:>9} {:>9} {:>10} {:>6}\n", "version",
             "predicted", "counted", "predicted", "counted", "shared", "by");
}

/// A line of the table: what was predicted, and what was counted.
inline void print_traffic(const std::string& version, std::uint64_t bytes,
                          std::uint64_t sectors, const Traffic& counted,
                          double difference) {
  fmt::print("  {:13} {:>11} {:>11} {:>9} {:>9} {:>10} {:>6}\n", version,
             grouped(bytes), grouped(counted.device()), grouped(sectors),
             grouped(counted.sectors), grouped(counted.shared()),
             small(difference));
}

/// Breaks a long line at spaces; what follows the first is indented.
inline void print_wrapped(const std::string& text, std::size_t width = 78) {
  std::string line = "  ";
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (line.size() + end - begin > width) {
      fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
      line = "    ";
    }
    line += text.substr(begin, end - begin) + ' ';
    begin = end + 1;
  }
  fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
}

}  // namespace chapter10
