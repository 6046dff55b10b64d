#include "report_images.hpp"

#include "nn/core/print.hpp"
#include "nn/data/augment_reference.hpp"
#include "nn/data/loader.hpp"

namespace chapter15 {
namespace {

void print_pixels(const std::string& name, const nn::ColorChange& change,
                  std::vector<double> pixels) {
  nn::reference::change_colors(pixels, 3, change);
  const arma::rowvec values(pixels);
  fmt::print("  {:<15}{}    {}\n", name, nn::numbers(values.head(3)),
             nn::numbers(values.tail(3)));
}

/// "12.3 +- 1.2"; of a single run, no error.
std::string with_error(const arma::rowvec& values) {
  if (values.n_elem == 1) return fmt::format("{:5.1f}", values(0));
  const double error = arma::stddev(values) / std::sqrt(double(values.n_elem));
  return fmt::format("{:5.1f} +- {:3.1f}", arma::mean(values), error);
}

}  // namespace

void print_factors(const Rgb& one, const Rgb& other) {
  std::vector<double> image(one.begin(), one.end());
  image.insert(image.end(), other.begin(), other.end());
  fmt::print(
      "  factor             red  green    blue        red  green    blue"
      "\n");
  print_pixels("none", {}, image);
  print_pixels("brightness 1.5", {.brightness = 1.5}, image);
  print_pixels("contrast 0.5", {.contrast = 0.5}, image);
  print_pixels("saturation 0.5", {.saturation = 0.5}, image);
  print_pixels("saturation 0", {.saturation = 0}, image);
  fmt::print("\n");
}

void print_channels(const nn::Dataset& data, const std::string& name) {
  std::string means, deviations;
  for (const nn::PixelMoments& channel : nn::channel_moments(nn::all(data))) {
    means += fmt::format(" {:.3f}", channel.mean);
    deviations += fmt::format(" {:.3f}", channel.standard_deviation);
  }
  fmt::print("  {:<9}means{}   deviations{}\n", name, means, deviations);
}

void print_light(const std::string& augment, const arma::mat& errors) {
  std::string row;
  for (arma::uword k = 0; k < errors.n_rows; ++k)
    row += fmt::format("{:>15}", with_error(errors.row(k)));
  fmt::print("  {:<14}{}\n", augment, row);
}

}  // namespace chapter15
