#include "nn/figures/figure_script.hpp"

#include "nn/core/error.hpp"
#include "nn/core/language.hpp"
#include "nn/figures/figure_gnuplot.hpp"

namespace nn {
namespace {

using gnuplot::literal;

/// From blue to cream, getting lighter throughout: the order survives in
/// grayscale, and dark lines and points stand out everywhere.
constexpr const char* palette =
    "set palette defined (0 '#6A9AC4', 0.3 '#A9C6DC', 0.6 '#DDE3E4', "
    "1 '#FDF1D6')\n";

constexpr const char* paper =
    "set minussign\n"
    "set tics out nomirror scale 0.5,0.3 textcolor rgb '#333333'\n"
    "set clip two\n";
constexpr const char* chart_frame =
    "set border 3 lc rgb '#808080'\n"
    "set grid lc rgb '#E3E3E3' lt 1 lw 1\n";
constexpr const char* heat_map_frame =
    "set border 15 lc rgb '#808080'\n"
    "set colorbox noborder\nset cbtics scale 0.3 format '%h'\n";

}  // namespace

Extent FigureScript::x_range() const {
  if (const auto& range = figure_.x_.range)
    return {range->first, range->second};
  const double padding = has_grid_ || only_lines_ ? 0 : 0.03;
  return axis_range(x_extent_, figure_.x_.log, padding);
}

Extent FigureScript::y_range() const {
  if (const auto& range = figure_.y_.range)
    return {range->first, range->second};
  Extent range = axis_range(y_extent_, figure_.y_.log, has_grid_ ? 0 : 0.05);
  // Bars stand on zero, or on half a count where there is no zero.
  if (has_histogram_) range.low = figure_.y_.log ? 0.5 : 0;
  return range;
}

std::string FigureScript::axis(const std::string& name, const Axis& axis,
                               Extent range, double tics) const {
  if (axis.log && range.low <= 0)
    throw Error(fmt::format(
        "figure: {0}_range({1}, {2}) on a logarithmic axis; it must be above 0",
        name, range.low, range.high));
  if (axis.log && has_heat_map_)
    throw Error("figure: a heat map needs linear axes; drop log_" + name +
                "() or draw contours");
  std::string commands =
      fmt::format("set {}range [{}:{}]\n", name, range.low, range.high);
  if (axis.log) commands += fmt::format("set logscale {}\n", name);
  commands += axis_tics(name, range, axis.log, tics);
  if (!axis.label.empty())
    commands += fmt::format(
        "set {}label {} noenhanced offset 0,{} textcolor rgb '#333333'\n", name,
        literal(in_language(axis.label)), name == "x" ? 0.4 : 0);
  return commands;
}

/// The legend goes below the plot, where it hides nothing.
std::string FigureScript::legend() const {
  gnuplot::TextSize widest{0, 0};
  for (const Layer& layer : figure_.layers_) {
    const auto size = gnuplot::text_size(in_language(layer.label));
    widest.characters = std::max(widest.characters, size.characters);
    widest.pixels = std::max(widest.pixels, size.pixels);
  }
  if (widest.characters == 0) return "unset key\n";
  // gnuplot assumes char_width pixels for every character, Latin or Chinese.
  return fmt::format(
      "set key outside bottom center horizontal Left reverse noenhanced "
      "samplen 2.6 spacing 1.2 height 0.6 width ({}/char_width-{}) "
      "textcolor rgb '#333333'\n",
      widest.pixels + 8, widest.characters);
}

/// Both axes, with about as many tics as their length in pixels allows.
std::string FigureScript::axes() const {
  const Extent x = x_range(), y = y_range();
  double width = figure_.width_ - 100, height = figure_.height_ - 100;
  if (figure_.equal_axes_) {
    const double unit =
        std::min(width / (x.high - x.low), height / (y.high - y.low));
    width = unit * (x.high - x.low);
    height = unit * (y.high - y.low);
  }
  std::string commands = axis("x", figure_.x_, x, width / 60);
  commands += axis("y", figure_.y_, y, height / 40);
  if (figure_.equal_axes_) commands += "set size ratio -1\n";
  return commands;
}

std::string FigureScript::plot() const {
  std::string commands = paper;
  commands += has_heat_map_ ? heat_map_frame : chart_frame;
  commands += legend();
  if (!figure_.title_.empty())
    commands += fmt::format(
        "set title {} noenhanced font title_font textcolor rgb '#111111'\n",
        literal(in_language(figure_.title_)));
  commands += axes();
  if (has_heat_map_) {
    const auto& fixed = figure_.color_range_;
    const Extent range = fixed ? Extent{fixed->first, fixed->second}
                               : axis_range(color_extent_, false, 0);
    commands += palette;
    commands += fmt::format("set cbrange [{}:{}]\n", range.low, range.high);
  }
  commands += "plot ";
  commands += elements_.empty() ? "NaN notitle" : elements_;
  return commands + "\n";
}

}  // namespace nn
