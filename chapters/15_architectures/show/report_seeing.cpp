#include "report_seeing.hpp"

#include <cmath>

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

namespace chapter15 {
namespace {

std::string row_name(arma::uword k) {
  return k < kinds ? nn::english(title_of(map_kinds[k])) : "in random order";
}

/// The mean area and its standard error.
std::string mean_of(const Deletions& deletions, arma::uword k) {
  const arma::vec areas = deletions.areas.col(k);
  return fmt::format("{:.2f} +- {:.2f}", arma::mean(areas),
                     arma::stddev(areas) / std::sqrt(double(areas.n_elem)));
}

}  // namespace

void print_agreement(const SeenNetwork& seen, arma::uword images,
                     const arma::mat& table) {
  fmt::print(
      "  right answers on {} test images: {:.1f} %\n"
      "  rank correlation of the maps, mean of {} images\n"
      "                     gradient  x input  Grad-CAM  occlusion\n",
      seen.test.count(), 100 * seen.accuracy, images);
  for (arma::uword k = 0; k < kinds; ++k)
    fmt::print("  {:16}{}\n", row_name(k), nn::numbers(table.row(k), 2, 9));
}

void print_forgetting(const arma::mat& table) {
  fmt::print(
      "  rank correlation of the trained network's maps with\n"
      "                   last layer random  all random  the image\n");
  for (arma::uword k = 0; k < kinds; ++k)
    fmt::print("  {:16}{}\n", row_name(k), nn::numbers(table.row(k), 2, 12));
}

void print_marks(const MarkScores& scores) {
  fmt::print(
      "  right answers: {:.1f} %\n"
      "  a square has {:.1f} % of the pixels; in % of each map, and of the "
      "images:\n"
      "                    on the mark  on the decoy  largest number on the "
      "mark\n",
      100 * scores.accuracy, 100 * area_of_mark());
  for (arma::uword k = 0; k < kinds; ++k)
    fmt::print("  {:16} {:12.1f} {:13.1f} {:15.0f}\n", row_name(k),
               100 * scores.on_mark(k), 100 * scores.on_decoy(k),
               100 * scores.points(k));
}

void print_deletions(const Deletions& gray, const Deletions& black) {
  const arma::uword last = gray.mean.n_rows - 1;
  const arma::uvec shown{0, 1, 2, 4, 8, 12, last};
  fmt::print("  mean probability of the class, {} images\n  gray pixels, in %",
             gray.areas.n_rows);
  for (const arma::uword point : shown)
    fmt::print(" {:5}", 100 * point / last);
  fmt::print("     area      black: area\n");
  for (arma::uword k = 0; k <= kinds; ++k) {
    const arma::vec curve = gray.mean.col(k);
    fmt::print("  {:17}{}  {}  {}\n", row_name(k),
               nn::numbers(curve.elem(shown).t(), 2, 5), mean_of(gray, k),
               mean_of(black, k));
  }
}

}  // namespace chapter15
