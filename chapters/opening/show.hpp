/// What the network said, beside the images: as text, for a first look.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"

/// One character for the pixels (row, column) and the one below it: '@' is
/// white on both.
inline char shade(const std::uint8_t* image, int row, int column) {
  const int sum = image[28 * row + column] + image[28 * (row + 1) + column];
  return " .:-=+*#%@"[sum * 9 / (2 * 255)];
}

inline void print_trimmed(const std::string& line) {
  fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
}

/// How many were named right; three of them, their classes and their names.
inline void show(const nn::Dataset& data, const arma::uvec& named) {
  arma::uword right = 0;
  for (arma::uword i = 0; i < named.n_elem; ++i)
    right += named(i) == arma::uword(data.labels[i]);
  fmt::print("\n{:.2f} % of {} new images are named right. Three of them:\n\n",
             100.0 * double(right) / double(named.n_elem), named.n_elem);
  const std::array<arma::uword, 3> chosen{0, 1, 12};
  for (int row = 0; row < 28; row += 2) {
    std::string line;
    for (arma::uword i : chosen)
      for (int column = 0; column < 28; ++column)
        line += shade(&data.pixels[784 * i], row, column);
    print_trimmed(line);
  }
  std::string truth, said;
  for (arma::uword i : chosen) {
    truth +=
        fmt::format("{:^28}", data.class_names[std::size_t(data.labels[i])]);
    said += fmt::format("{:^28}", "named: " + data.class_names[named(i)]);
  }
  print_trimmed(truth);
  print_trimmed(said);
}
