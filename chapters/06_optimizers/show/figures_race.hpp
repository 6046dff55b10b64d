/// Pictures of optimizers descending.
#pragma once

#include <filesystem>

#include "nn/figures/figure.hpp"

#include "../race.hpp"

namespace chapter06 {

/// The part of a surface that a picture shows, and how much of the path.
struct View {
  Surface surface;
  std::string file, title;
  double x_low, x_high, y_low, y_high;
  std::vector<double> levels;
  int steps;  ///< of each path

  nn::Figure map(const std::string& heading) const;
};

/// The four surfaces.
std::vector<View> all_views();

/// One file per surface: two maps of three optimizers each, and below them the
/// heights of all six over the steps.
void draw_race(const View& view, const std::vector<Best>& results,
               const std::filesystem::path& out);

/// valley_book.svg: thirty steps of four optimizers at the rates of the book
/// "Deep Learning from Scratch", figures 6-3 to 6-7.
void draw_book_valley(const std::filesystem::path& out);

}  // namespace chapter06
