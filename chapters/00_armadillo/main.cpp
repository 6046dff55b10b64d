// Chapter 00. Armadillo for this book: matrices, views, masks, images. (1 s)
//
// Each step shows something that the other chapters do all the time.
#include "nn/core/error.hpp"
#include "nn/program/program.hpp"

#include "report.hpp"

using namespace chapter00;

namespace {

void memory(const nn::Options& options) {
  heading("A matrix lies in memory column by column");
  print_memory();
  print_cost(options.smoke ? 1024 : 4096);
}

void elements() {
  heading("Elements, rows, lists of elements");
  print_elements();
}

void broadcasting() {
  heading("Broadcasting: one row for all rows, one column for all columns");
  print_broadcasting();
}

void masks() {
  heading("Masks: questions to all elements at once");
  print_masks();
}

void views() {
  heading("Slices and views change their owner, copies do not");
  print_views();
}

void lazy() {
  heading("Formulas wait until they are assigned");
  print_lazy();
}

void mistakes() {
  heading("Three lines of the notes that Python does not run");
  print_mistakes();
}

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

void images(const nn::Options& options) {
  heading("Images: a column, a matrix, a picture with points on it");
  try {
    show(nn::load_images("").train, options);
  } catch (const nn::DataError& error) {
    fmt::print("  This step is left out: {}\n", error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  nn::Program program(
      "00_armadillo",
      "Armadillo for this book: how matrices lie in memory, elements, "
      "broadcasting, masks, views, formulas that wait, and images.");
  return program.run(argc, argv, [](const nn::Options& options) {
    memory(options);
    elements();
    broadcasting();
    masks();
    views();
    lazy();
    mistakes();
    images(options);
    fmt::print("\nFigures: {0}/images.png, {0}/marks.svg\n",
               options.out.string());
  });
}
