/// Translates a Figure into a gnuplot script; for the figure module only.
#pragma once

#include <string>
#include <vector>

#include "nn/figures/figure.hpp"
#include "nn/figures/figure_axis.hpp"

namespace nn {

/// Writes the two parts of a figure's script: figure_script.cpp the axes and
/// the style, figure_layers.cpp the data and how each kind of layer is drawn.
class FigureScript {
 public:
  /// Names of data blocks begin with `prefix` (a dollar sign and more), so
  /// that several figures can share one script.
  FigureScript(const Figure& figure, std::string prefix);

  /// Data blocks and tables of contour lines.
  const std::string& data() const { return data_; }
  /// Settings and the plot command.
  std::string plot() const;

 private:
  using Kind = Figure::Kind;
  using Layer = Figure::Layer;
  using Axis = Figure::Axis;

  void add(const Layer& layer);
  void add_line(const Layer& layer);
  void add_points(const Layer& layer);
  void add_path(const Layer& layer);
  void mark_ends(const Layer& layer, arma::uword first, arma::uword last);
  void add_histogram(const Layer& layer);
  void add_heat_map(const Layer& layer);
  void add_contours(const Layer& layer);
  void add_boundary(const Layer& layer);

  bool has_place(double x, double y) const;
  std::string new_block();
  std::string add_pairs(const arma::vec& x, const arma::vec& y,
                        const std::vector<std::string>& tails = {""});
  std::string add_matrix(const arma::mat& z);
  std::string add_contour_table(const Layer& layer);
  void add_element(const std::string& element);

  Extent x_range() const;
  Extent y_range() const;
  std::string axis(const std::string& name, const Axis& axis, Extent range,
                   double tics) const;
  std::string axes() const;
  std::string legend() const;

  const Figure& figure_;
  std::string prefix_;
  int blocks_ = 0;
  std::string data_;
  std::string elements_;  // of the plot command
  Extent x_extent_, y_extent_, color_extent_;
  bool has_histogram_ = false, has_heat_map_ = false, has_grid_ = false;
  bool only_lines_ = true;
};

}  // namespace nn
