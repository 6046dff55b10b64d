#include "nn/figures/figure.hpp"

#include "nn/core/error.hpp"
#include "nn/core/languages.hpp"
#include "nn/figures/figure_gnuplot.hpp"
#include "nn/figures/figure_script.hpp"

namespace nn {
namespace {

void check_range(const char* what, double low, double high) {
  if (std::isfinite(low) && std::isfinite(high) && low < high) return;
  throw Error(fmt::format(
      "figure: {} needs finite low < high, but got low {} and high {}", what,
      low, high));
}

void check_grid(const Grid& grid) {
  if (grid.z.n_rows < 2 || grid.z.n_cols < 2)
    throw Error(
        fmt::format("figure: a grid needs at least 2 x 2 values, but got {} x "
                    "{}",
                    grid.z.n_rows, grid.z.n_cols));
  check_range("a grid's x", grid.x_low, grid.x_high);
  check_range("a grid's y", grid.y_low, grid.y_high);
}

}  // namespace

Grid Grid::of(const std::function<double(double, double)>& f, double x_low,
              double x_high, double y_low, double y_high, arma::uword n) {
  Grid grid{arma::mat(n, n), x_low, x_high, y_low, y_high};
  check_grid(grid);
  // Rounded only once, however it is compiled: if f jumps exactly at a grid
  // point, every build must draw the same figure.
  const double dx = (x_high - x_low) / double(n - 1);
  const double dy = (y_high - y_low) / double(n - 1);
  for (arma::uword j = 0; j < n; ++j)
    for (arma::uword i = 0; i < n; ++i)
      grid.z(i, j) =
          f(std::fma(dx, double(j), x_low), std::fma(dy, double(i), y_low));
  return grid;
}

Figure::Figure(const std::string& title) : title_(title) {}

Figure& Figure::size(int width, int height) {
  if (width < 50 || height < 50 || width > 10000 || height > 10000)
    throw Error(
        fmt::format("figure: a size of {} x {} pixels; both must be 50 … 10000",
                    width, height));
  width_ = width;
  height_ = height;
  return *this;
}

Figure& Figure::x_label(const std::string& label) {
  x_.label = label;
  return *this;
}

Figure& Figure::y_label(const std::string& label) {
  y_.label = label;
  return *this;
}

Figure& Figure::log_x() {
  x_.log = true;
  return *this;
}

Figure& Figure::log_y() {
  y_.log = true;
  return *this;
}

Figure& Figure::x_range(double low, double high) {
  check_range("x_range", low, high);
  x_.range = {low, high};
  return *this;
}

Figure& Figure::y_range(double low, double high) {
  check_range("y_range", low, high);
  y_.range = {low, high};
  return *this;
}

Figure& Figure::color_range(double low, double high) {
  check_range("color_range", low, high);
  color_range_ = {low, high};
  return *this;
}

Figure& Figure::equal_axes() {
  equal_axes_ = true;
  return *this;
}

Figure& Figure::add_series(Kind kind, const arma::vec& x, const arma::vec& y,
                           const std::string& label) {
  if (x.n_elem != y.n_elem || x.is_empty())
    throw Error(fmt::format(
        "figure: x and y must have the same length, at least 1, but x has {} "
        "values and y has {} (label \"{}\")",
        x.n_elem, y.n_elem, label));
  layers_.push_back({kind, label, x, y, 0, {}, {}, styles_++});
  return *this;
}

Figure& Figure::line(const arma::vec& x, const arma::vec& y,
                     const std::string& label) {
  return add_series(Kind::line, x, y, label);
}

Figure& Figure::points(const arma::vec& x, const arma::vec& y,
                       const std::string& label) {
  return add_series(Kind::points, x, y, label);
}

Figure& Figure::path(const arma::vec& x, const arma::vec& y,
                     const std::string& label) {
  return add_series(Kind::path, x, y, label);
}

Figure& Figure::histogram(const arma::vec& values, int bins,
                          const std::string& label) {
  if (values.is_empty() || bins < 1 || bins > 100000)
    throw Error(fmt::format(
        "figure: a histogram needs at least 1 value and 1 … 100000 bins, but "
        "got {} values and {} bins (label \"{}\")",
        values.n_elem, bins, label));
  layers_.push_back(
      {Kind::histogram, label, values, {}, bins, {}, {}, styles_++});
  return *this;
}

Figure& Figure::add_grid(Kind kind, const Grid& grid,
                         std::vector<double> levels, const std::string& label) {
  check_grid(grid);
  for (double level : levels)
    if (!std::isfinite(level))
      throw Error(fmt::format("figure: a contour at level {}", level));
  layers_.push_back({kind, label, {}, {}, 0, grid, std::move(levels), 0});
  return *this;
}

Figure& Figure::heat_map(const Grid& grid) {
  return add_grid(Kind::heat_map, grid, {}, "");
}

Figure& Figure::contours(const Grid& grid, const std::vector<double>& levels) {
  if (levels.empty()) throw Error("figure: contours without any level");
  return add_grid(Kind::contours, grid, levels, "");
}

Figure& Figure::boundary(const Grid& grid, double level,
                         const std::string& label) {
  return add_grid(Kind::boundary, grid, {level}, label);
}

void Figure::save(const std::filesystem::path& file) const {
  save_row(file, {*this});
}

void save_row(const std::filesystem::path& file,
              const std::vector<Figure>& figures) {
  save_rows(file, {figures});
}

void save_rows(const std::filesystem::path& file,
               const std::vector<std::vector<Figure>>& rows) {
  gnuplot::Drawing sheet;
  std::vector<int> tops;
  for (const auto& row : rows) {
    if (row.empty()) throw Error("figure: save_row without any figure");
    int width = 0, height = 0;
    for (const Figure& figure : row) {
      width += figure.width_;
      height = std::max(height, figure.height_);
    }
    tops.push_back(sheet.height);
    sheet.width = std::max(sheet.width, width);
    sheet.height += height;
  }
  if (rows.empty()) throw Error("figure: save_rows without any row");
  const bool several = rows.size() > 1 || rows[0].size() > 1;
  const double width = sheet.width, height = sheet.height;
  in_each_language(file, [&](const std::filesystem::path& path) {
    gnuplot::Drawing drawing = sheet;
    int number = 0;
    if (several) drawing.plot = "set multiplot\n";
    for (std::size_t r = 0; r < rows.size(); ++r) {
      int left = 0;
      for (const Figure& figure : rows[r]) {
        const FigureScript script(figure, fmt::format("$f{}_", number++));
        drawing.data += script.data();
        drawing.plot +=
            fmt::format("reset\nset origin {},{}\nset size {},{}\n",
                        left / width, 1 - (tops[r] + figure.height_) / height,
                        figure.width_ / width, figure.height_ / height);
        drawing.plot += script.plot();
        left += figure.width_;
      }
    }
    if (several) drawing.plot += "unset multiplot\n";
    gnuplot::draw(path, drawing);
  });
}

}  // namespace nn
