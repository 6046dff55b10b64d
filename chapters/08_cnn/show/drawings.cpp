#include "drawings.hpp"

#include <algorithm>

#include "nn/core/print.hpp"
#include "nn/figures/drawing.hpp"

#include "../patches.hpp"
#include "report.hpp"

namespace chapter08 {
namespace {

using nn::Drawing, nn::Point;

// The colors of docs/figures/drawings/.
constexpr const char *orange = "#d55e00", *pale_orange = "#fde7c8";
constexpr const char *blue = "#0072b2", *pale_blue = "#d6ecf9";

// Pixels of the drawing for a pixel of the image, and for a channel.
constexpr double pixel = 3.6, channel = 0.6;
// A box's width goes to the back: to the right and up.
constexpr Point back{0.42, -0.42};

/// A box seen from the side: height up, width to the back, channels to the
/// right. Its corners are at `place` of (right, up, back), each 0 or 1.
struct Box {
  Point at;  // the lower front left corner
  double right, up, deep;

  Box(Point corner, const nn::Shape& shape)
      : at(corner),
        right(std::max(channel * double(shape.channels), 2.0)),
        up(std::max(pixel * double(shape.height), 4.0)),
        deep(std::max(pixel * double(shape.width), 4.0)) {}

  double width() const { return right + deep * back.x; }
  Point place(double r, double u, double b) const {
    return {at.x + r * right + b * deep * back.x,
            at.y - u * up + b * deep * back.y};
  }
};

void draw_box(Drawing& drawing, const Box& box) {
  const auto face = [&](std::vector<Point> corners, const char* fill) {
    drawing.polygon(corners, {fill, blue, 1});
  };
  face({box.place(0, 0, 0), box.place(1, 0, 0), box.place(1, 1, 0),
        box.place(0, 1, 0)},
       pale_blue);
  face({box.place(0, 1, 0), box.place(1, 1, 0), box.place(1, 1, 1),
        box.place(0, 1, 1)},
       "#edf6fc");
  face({box.place(1, 0, 0), box.place(1, 1, 0), box.place(1, 1, 1),
        box.place(1, 0, 1)},
       "#b5dcf3");
}

/// Below a box: its shape, what has made it, and what that has learned.
void name_box(Drawing& drawing, Point middle, const Volume& volume) {
  drawing.text(middle, nn::to_string(volume.shape), {15});
  drawing.text({middle.x, middle.y + 21}, volume.made_by, {12.5});
  if (volume.parameters > 0)
    drawing.text({middle.x, middle.y + 40},
                 fmt::format("{0} parameters | {0} 个参数", volume.parameters),
                 {12.5, orange});
}

}  // namespace

void draw_volumes(const std::vector<Volume>& volumes,
                  const std::filesystem::path& out) {
  constexpr double floor = 190, slot = 119;
  Drawing drawing(slot * double(volumes.size()), 264);
  double end = 0;
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    const double middle = slot * (double(i) + 0.5);
    Box box({middle, floor}, volumes[i].shape);
    box.at.x -= box.width() / 2;
    if (i > 0) drawing.arrow({end + 8, floor - 6}, {box.at.x - 8, floor - 6});
    draw_box(drawing, box);
    name_box(drawing, {middle, floor + 26}, volumes[i]);
    end = box.at.x + box.width();
  }
  drawing.save(out / "lenet.svg");
}

namespace {

constexpr double cell = 26;

/// A matrix of numbers below its name; the cells for which lit(i, j) are
/// colored.
template <class F>
void draw_matrix(Drawing& drawing, Point at, const std::string& name,
                 const arma::mat& numbers, const char* color, F lit) {
  drawing.text({at.x + cell * double(numbers.n_cols) / 2, at.y - 8}, name,
               {14});
  for (arma::uword i = 0; i < numbers.n_rows; ++i)
    for (arma::uword j = 0; j < numbers.n_cols; ++j) {
      const Point corner{at.x + cell * double(j), at.y + cell * double(i)};
      drawing.rectangle(corner, cell, cell,
                        {lit(i, j) ? color : "#fff", "#999", 1});
      drawing.text({corner.x + cell / 2, corner.y + 0.68 * cell},
                   fmt::format("{}", numbers(i, j)), {13});
    }
}

/// A thick frame around cells of a matrix drawn at `at`.
void frame(Drawing& drawing, Point at, arma::uword row, arma::uword column,
           arma::uword rows, arma::uword columns, const char* color) {
  drawing.rectangle({at.x + cell * double(column), at.y + cell * double(row)},
                    cell * double(columns), cell * double(rows),
                    {"none", color, 3});
}

}  // namespace

void draw_im2col(const Image& x, const arma::mat& kernel, arma::uword window,
                 const std::filesystem::path& out) {
  const nn::Window sliding{kernel.n_rows, 1, 0};
  const arma::uword k = kernel.n_rows, width = output_size(x.n_cols, sliding);
  const arma::uword row = window / width, column = window % width;
  const arma::mat P = patches(x, sliding),
                  W = weight_matrix(one_filter(kernel));
  const arma::mat Y = W * P;
  const auto all = [](arma::uword, arma::uword) { return true; };
  const auto its_column = [&](arma::uword, arma::uword j) {
    return j == window;
  };

  // The product as on paper: P above Y, W to the left of Y.
  const Point image{24, 34}, columns{350, 34};
  const Point weights{24, image.y + cell * double(x.n_rows) + 40};
  const Point w_row{columns.x - 36 - cell * double(W.n_cols),
                    columns.y + cell * double(P.n_rows) + 40};
  const Point product{columns.x, w_row.y};
  Drawing drawing(columns.x + cell * double(P.n_cols) + 24,
                  w_row.y + cell + 40);
  draw_matrix(drawing, image, "image | 图像", x.slice(0), pale_orange,
              [&](arma::uword i, arma::uword j) {
                return i - row < k && j - column < k;
              });
  frame(drawing, image, row, column, k, k, orange);
  draw_matrix(drawing, weights, "kernel | 卷积核", kernel, pale_blue, all);
  frame(drawing, weights, 0, 0, k, k, blue);
  draw_matrix(drawing, columns, "P", P, pale_orange, its_column);
  frame(drawing, columns, 0, window, P.n_rows, 1, orange);
  draw_matrix(drawing, w_row, "W", W, pale_blue, all);
  frame(drawing, w_row, 0, 0, 1, W.n_cols, blue);
  draw_matrix(drawing, product, "Y = W P", Y, pale_orange, its_column);
  frame(drawing, product, 0, window, 1, 1, orange);

  const double from = image.x + cell * double(column + k);
  const double middle = image.y + cell * (double(row) + 1.5);
  drawing.arrow({from + 8, middle}, {columns.x - 10, middle}, orange);
  drawing.arrow({weights.x + cell * double(k) + 8, weights.y + cell * 1.5},
                {w_row.x + cell * double(W.n_cols) - 30, w_row.y - 8}, blue);
  const Image seen = x.subcube(row, column, 0, arma::size(k, k, 1));
  drawing.text({(w_row.x + product.x + cell * double(Y.n_cols)) / 2,
                w_row.y + cell + 26},
               products(seen.slice(0), kernel), {12.5});
  drawing.save(out / "im2col.svg");
}

}  // namespace chapter08
