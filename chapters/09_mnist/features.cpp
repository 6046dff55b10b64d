#include "features.hpp"

#include <cmath>
#include <numbers>
#include <vector>

namespace chapter09 {
namespace {

/// Marks the paper that can be reached from (i, j) without crossing ink.
void flood(arma::umat& paper, arma::uword i, arma::uword j) {
  std::vector<std::pair<arma::uword, arma::uword>> open{{i, j}};
  while (!open.empty()) {
    const auto [r, c] = open.back();
    open.pop_back();
    if (r >= paper.n_rows || c >= paper.n_cols || paper(r, c) == 0) continue;
    paper(r, c) = 0;
    // Below 0 is beyond the largest index.
    open.insert(open.end(), {{r + 1, c}, {r - 1, c}, {r, c + 1}, {r, c - 1}});
  }
}

/// Which of 4 x 4 cells a pixel belongs to.
arma::uword cell_of(const arma::mat& image, arma::uword i, arma::uword j) {
  return 4 * (4 * i / image.n_rows) + 4 * j / image.n_cols;
}

/// 0 … 3: the direction across which the brightness changes, in steps of 45
/// degrees; 180 degrees are the same edge.
arma::uword direction_of(double dx, double dy) {
  const double turns = std::atan2(dy, dx) / std::numbers::pi + 1;
  return static_cast<arma::uword>(std::lround(4 * turns)) % 4;
}

}  // namespace

int holes(const arma::mat& image) {
  // With a margin: all paper at the border is one region.
  arma::umat paper(image.n_rows + 2, image.n_cols + 2, arma::fill::ones);
  paper.submat(1, 1, image.n_rows, image.n_cols) = image < 0.5;
  flood(paper, 0, 0);
  int count = 0;
  for (arma::uword j = 0; j < paper.n_cols; ++j)
    for (arma::uword i = 0; i < paper.n_rows; ++i)
      if (paper(i, j) == 1) {
        ++count;
        flood(paper, i, j);
      }
  return count;
}

arma::vec features_of(const arma::mat& image) {
  arma::vec ink(16, arma::fill::zeros), strokes(64, arma::fill::zeros);
  for (arma::uword i = 1; i + 1 < image.n_rows; ++i)
    for (arma::uword j = 1; j + 1 < image.n_cols; ++j) {
      const arma::uword cell = cell_of(image, i, j);
      ink(cell) += image(i, j);
      const double dx = image(i, j + 1) - image(i, j - 1);
      const double dy = image(i + 1, j) - image(i - 1, j);
      strokes(4 * cell + direction_of(dx, dy)) += std::hypot(dx, dy);
    }
  const arma::vec others = {double(holes(image)),
                            arma::norm(image - arma::fliplr(image), "fro"),
                            arma::norm(image - arma::flipud(image), "fro")};
  return arma::join_cols(others, ink, strokes);
}

}  // namespace chapter09
