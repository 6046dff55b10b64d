// How each kind of layer is drawn, and its data.
#include "nn/core/language.hpp"
#include "nn/figures/figure_gnuplot.hpp"
#include "nn/figures/figure_script.hpp"

namespace nn {
namespace {

/// Okabe and Ito's colors without yellow, which is too pale for lines.
constexpr std::array colors = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                               "#E69F00", "#56B4E9", "#4D4D4D"};
constexpr std::array dashes = {"1", "(9,4)", "(2,3)", "(10,3,2,3)", "(16,4)"};
/// Filled shapes (circle, triangle, square, diamond, inverted triangle); the
/// hollow version of a shape is its number minus one.
constexpr std::array shapes = {7, 9, 5, 13, 11};

std::string stroke(int style, double width) {
  return fmt::format("lw {} lc rgb '{}' dt {}", width,
                     colors[style % colors.size()],
                     dashes[style % dashes.size()]);
}

std::string marks(int shape, double size, const std::string& color,
                  double line_width = 1) {
  return fmt::format(" with points pt {} ps {} lw {} lc rgb '{}'", shape, size,
                     line_width, color);
}

std::string title(const std::string& label) {
  if (label.empty()) return " notitle";
  return " title " + gnuplot::literal(in_language(label));
}

/// A polygon around the bars, down to `base` at both ends.
std::pair<arma::vec, arma::vec> outline(const Bins& bins, double base) {
  const arma::uword n = bins.counts.n_elem;
  arma::vec x(2 * n + 2), y(2 * n + 2);
  for (arma::uword i = 0; i <= n; ++i)
    x(2 * i) = x(2 * i + 1) = bins.edges(i);
  y.front() = y.back() = base;
  for (arma::uword i = 0; i < n; ++i)
    y(2 * i + 1) = y(2 * i + 2) = std::max(bins.counts(i), base);
  return {x, y};
}

double value_at(const Grid& grid, double x, double y) {
  const auto& z = grid.z;
  const double u = (x - grid.x_low) / (grid.x_high - grid.x_low);
  const double v = (y - grid.y_low) / (grid.y_high - grid.y_low);
  const double column = u * double(z.n_cols - 1);
  const double row = v * double(z.n_rows - 1);
  const auto j = std::min(arma::uword(column), z.n_cols - 2);
  const auto i = std::min(arma::uword(row), z.n_rows - 2);
  const double s = column - double(j), t = row - double(i);
  return (1 - t) * ((1 - s) * z(i, j) + s * z(i, j + 1)) +
         t * ((1 - s) * z(i + 1, j) + s * z(i + 1, j + 1));
}

Extent overlap(const std::optional<std::pair<double, double>>& range,
               double low, double high) {
  if (!range) return {low, high};
  return {std::max(low, range->first), std::min(high, range->second)};
}

/// The grid's values, interpolated bilinearly at the centers of cells that
/// exactly fill the visible part: gnuplot would not clip cells that stick out.
arma::mat cells(const Grid& grid, Extent x, Extent y) {
  const auto count = [](arma::uword n) {
    return std::clamp<arma::uword>(n, 120, 400);
  };
  arma::mat z(count(grid.z.n_rows), count(grid.z.n_cols));
  const double dx = (x.high - x.low) / double(z.n_cols);
  const double dy = (y.high - y.low) / double(z.n_rows);
  for (arma::uword j = 0; j < z.n_cols; ++j)
    for (arma::uword i = 0; i < z.n_rows; ++i)
      z(i, j) = value_at(grid, x.low + dx * (double(j) + 0.5),
                         y.low + dy * (double(i) + 0.5));
  return z;
}

}  // namespace

FigureScript::FigureScript(const Figure& figure, std::string prefix)
    : figure_(figure), prefix_(std::move(prefix)) {
  for (const Layer& layer : figure.layers_)
    if (layer.kind == Kind::heat_map) add_heat_map(layer);
  for (const Layer& layer : figure.layers_)
    add(layer);
}

void FigureScript::add(const Layer& layer) {
  only_lines_ = only_lines_ && layer.kind == Kind::line;
  switch (layer.kind) {
    case Kind::line:
      return add_line(layer);
    case Kind::points:
      return add_points(layer);
    case Kind::path:
      return add_path(layer);
    case Kind::histogram:
      return add_histogram(layer);
    case Kind::heat_map:
      return;  // already drawn, below all others
    case Kind::contours:
      return add_contours(layer);
    case Kind::boundary:
      return add_boundary(layer);
  }
}

void FigureScript::add_element(const std::string& element) {
  elements_ += (elements_.empty() ? "" : ", \\\n  ") + element;
}

void FigureScript::add_line(const Layer& layer) {
  const std::string block = add_pairs(layer.x, layer.y);
  add_element(block + " with lines " + stroke(layer.style, 2) +
              title(layer.label));
}

/// White edges separate points from each other and from what is below; each
/// point is drawn with its edge before the next one.
void FigureScript::add_points(const Layer& layer) {
  const int shape = shapes[layer.style % shapes.size()];
  const std::string color = colors[layer.style % colors.size()];
  const std::string block =
      add_pairs(layer.x, layer.y,
                {fmt::format(" {} 0x{}", shape, color.substr(1)),
                 fmt::format(" {} 0xFFFFFF", shape - 1)});
  add_element(block +
              " using 1:2:3:4 with points pt variable ps 0.8 lw 1 "
              "lc rgb variable notitle");
  if (!layer.label.empty())
    add_element("keyentry" + marks(shape, 0.9, color) + title(layer.label));
}

void FigureScript::add_path(const Layer& layer) {
  const std::string block = add_pairs(layer.x, layer.y);
  const int shape = shapes[layer.style % shapes.size()];
  add_element(fmt::format("{} with linespoints {} pt {} ps 0.35{}", block,
                          stroke(layer.style, 1.5), shape, title(layer.label)));
  std::vector<arma::uword> drawn;
  for (arma::uword i = 0; i < layer.x.n_elem; ++i)
    if (has_place(layer.x(i), layer.y(i))) drawn.push_back(i);
  if (!drawn.empty()) mark_ends(layer, drawn.front(), drawn.back());
}

void FigureScript::mark_ends(const Layer& layer, arma::uword first,
                             arma::uword last) {
  const std::string color = colors[layer.style % colors.size()];
  const auto one = [&](arma::uword i) {
    return add_pairs({layer.x(i)}, {layer.y(i)});
  };
  const std::string start = one(first), end = one(last);
  add_element(start + marks(7, 1.1, "#FFFFFF") + " notitle");
  add_element(start + marks(6, 1.1, color, 2) + " notitle");
  add_element(end + marks(13, 1.3, color) + " notitle");
  add_element(end + marks(12, 1.3, "#FFFFFF") + " notitle");
}

void FigureScript::add_histogram(const Layer& layer) {
  has_histogram_ = true;
  const Bins bins = count_in_bins(layer.x, layer.bins, figure_.x_.log);
  const auto [x, y] = outline(bins, figure_.y_.log ? 0.5 : 0);
  const std::string block = add_pairs(x, y);
  add_element(fmt::format(
      "{} with filledcurves closed fs transparent solid 0.25 noborder "
      "lc rgb '{}' notitle",
      block, colors[layer.style % colors.size()]));
  add_element(block + " with lines " + stroke(layer.style, 1.5) +
              title(layer.label));
}

void FigureScript::add_heat_map(const Layer& layer) {
  const Grid& grid = layer.grid;
  has_grid_ = has_heat_map_ = true;
  x_extent_.add({grid.x_low, grid.x_high}, false);
  y_extent_.add({grid.y_low, grid.y_high}, false);
  const Extent x = overlap(figure_.x_.range, grid.x_low, grid.x_high);
  const Extent y = overlap(figure_.y_.range, grid.y_low, grid.y_high);
  if (x.low >= x.high || y.low >= y.high) return;
  const arma::mat z = cells(grid, x, y);
  Extent seen;
  seen.add(arma::vectorise(z), false);
  if (seen.is_empty()) return;
  color_extent_.add(seen.low);
  color_extent_.add(seen.high);
  add_element(fmt::format(
      "{} using ({}+($1+0.5)*{}):({}+($2+0.5)*{}):3 matrix with image notitle",
      add_matrix(z), x.low, (x.high - x.low) / double(z.n_cols), y.low,
      (y.high - y.low) / double(z.n_rows)));
}

void FigureScript::add_contours(const Layer& layer) {
  const std::string table = add_contour_table(layer);
  if (table.empty()) return;
  add_element(table + " using 1:2 with lines lw 1 lc rgb '#7A828C' dt 1" +
              title(layer.label));
}

void FigureScript::add_boundary(const Layer& layer) {
  const std::string table = add_contour_table(layer);
  if (table.empty()) return;
  add_element(table +
              " using 1:2 with lines lw 5 lc rgb '#FFFFFF' dt 1 "
              "notitle");
  add_element(table + " using 1:2 with lines lw 2.5 lc rgb '#1A1A1A' dt 1" +
              title(layer.label));
}

bool FigureScript::has_place(double x, double y) const {
  return nn::has_place(x, figure_.x_.log) && nn::has_place(y, figure_.y_.log);
}

std::string FigureScript::new_block() {
  return fmt::format("{}{}", prefix_, blocks_++);
}

/// One pair per line, once with each of `tails`; an empty line is a gap.
std::string FigureScript::add_pairs(const arma::vec& x, const arma::vec& y,
                                    const std::vector<std::string>& tails) {
  const std::string block = new_block();
  data_ += block + " << EOD\n";
  bool gap = true, any = false;
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    const bool drawn = has_place(x(i), y(i));
    if (drawn) {
      for (const std::string& tail : tails)
        data_ += fmt::format("{} {}{}\n", x(i), y(i), tail);
      x_extent_.add(x(i));
      y_extent_.add(y(i));
    } else if (!gap) {
      data_ += "\n";
    }
    gap = !drawn;
    any |= drawn;
  }
  if (!any) data_ += "NaN NaN NaN NaN\n";
  data_ += "EOD\n";
  return block;
}

std::string FigureScript::add_matrix(const arma::mat& z) {
  const std::string block = new_block();
  data_ += block + " << EOD\n";
  for (arma::uword i = 0; i < z.n_rows; ++i)
    for (arma::uword j = 0; j < z.n_cols; ++j) {
      const bool last = j + 1 == z.n_cols;
      if (nn::has_place(z(i, j), false))
        data_ += fmt::format("{:.7g}{}", z(i, j), last ? '\n' : ' ');
      else
        data_ += last ? "NaN\n" : "NaN ";
    }
  data_ += "EOD\n";
  return block;
}

/// The name of the table; "" if the grid has no value at all.
std::string FigureScript::add_contour_table(const Layer& layer) {
  const Grid& grid = layer.grid;
  has_grid_ = true;
  x_extent_.add({grid.x_low, grid.x_high}, figure_.x_.log);
  y_extent_.add({grid.y_low, grid.y_high}, figure_.y_.log);
  Extent values;
  values.add(arma::vectorise(grid.z), false);
  if (values.is_empty()) return "";
  const std::string block = add_matrix(grid.z), table = new_block();
  data_ += fmt::format(
      "set contour base\nunset surface\nset cntrparam levels discrete {}\n"
      "set table {}\nsplot {} using ({}+$1*{}):({}+$2*{}):3 matrix\n"
      "unset table\n",
      fmt::join(layer.levels, ","), table, block, grid.x_low,
      (grid.x_high - grid.x_low) / double(grid.z.n_cols - 1), grid.y_low,
      (grid.y_high - grid.y_low) / double(grid.z.n_rows - 1));
  return table;
}

}  // namespace nn
