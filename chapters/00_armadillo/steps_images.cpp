#include "steps_images.hpp"

#include <algorithm>

#include "nn/core/print.hpp"

#include "pictures.hpp"
#include "show/figures.hpp"

namespace chapter00 {
namespace {

/// Largest difference between images by hand and by the library's loader.
double difference_from_library(const nn::Dataset& data, std::size_t n) {
  const arma::fmat library = columns_of_loader(data, n);
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i)
    largest = std::max(largest,
                       arma::abs(column_of(data, i) -
                                 arma::conv_to<arma::vec>::from(library.col(i)))
                           .max());
  return largest;
}

void show(const nn::Dataset& data, const nn::Options& options) {
  const arma::mat image = picture(column_of(data, 0), data.shape);
  const auto [rows, cols] = brightest(image, 3);
  const Point center = center_of_light(image);
  fmt::print("  {}\n  image 0 is: {}\n", describe(data),
             data.class_names[std::size_t(data.labels[0])]);
  fmt::print("  brightest pixels at (row, column):");
  for (arma::uword i = 0; i < rows.n_elem; ++i)
    fmt::print(" ({}, {})", rows(i), cols(i));
  fmt::print("\n  center of its light: ({:.2f}, {:.2f})\n", center.row,
             center.col);
  fmt::print(
      "  100 images by hand and by nn::Loader: largest difference "
      "{:.0e}\n",
      difference_from_library(data, 100));
  draw_images(data, options.out);
  draw_marks(image, options.out);
}

}  // namespace

void images(const nn::Options& options) {
  nn::heading("Images: a column, a matrix, a picture with points on it");
  if (const auto data = nn::load_images_or_explain("fashion-mnist"))
    show(data->train, options);
}

}  // namespace chapter00
