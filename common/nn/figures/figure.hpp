/// Figures for the book, drawn by gnuplot: lines, points, optimizer paths,
/// histograms, heat maps, contours, image grids and confusion matrices.
///
/// A Figure collects its contents; save() writes one gnuplot script that
/// includes all data and sends it through a pipe. The same figure gives the
/// same bytes on every run. Colors are those of Okabe and Ito ("Color universal
/// design", 2008), which color-blind readers can tell apart; dash types and
/// point shapes differ too, so the figures survive a grayscale printer.
///
/// Without gnuplot nothing fails: the script is kept next to the requested file
/// as FILE.gp, a line on stderr says so, and `gnuplot FILE.gp` draws it later.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace nn {

/// Values on a regular grid: z(i, j) belongs to
/// x = x_low + j * (x_high - x_low) / (n_cols - 1) and
/// y = y_low + i * (y_high - y_low) / (n_rows - 1).
struct Grid {
  arma::mat z;
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;

  /// Evaluates f(x, y) on n x n points; n >= 2, else nn::Error.
  static Grid of(const std::function<double(double, double)>& f, double x_low,
                 double x_high, double y_low, double y_high,
                 arma::uword n = 101);
};

/// One figure. Every setter returns the figure itself, so that calls chain:
///
///     nn::Figure("Training loss")
///         .x_label("step").y_label("loss").log_y()
///         .line(steps, loss, "training")
///         .save(options.out / "loss.svg");
///
/// A label may hold two languages, `"loss | 损失"`; see core/language.hpp.
/// Values that are not finite become gaps; so do values <= 0 on a logarithmic
/// axis. Labels are shown literally: `_ ^ { } @ \` have no special meaning.
/// Layers are drawn in the order of the calls, except that heat maps go below
/// everything else. Vectors of different lengths, empty vectors, and ranges
/// without low < high throw nn::Error immediately.
class Figure {
 public:
  explicit Figure(const std::string& title = "");

  Figure& size(int width, int height);  ///< in pixels; default 640 x 420
  Figure& x_label(const std::string& label);
  Figure& y_label(const std::string& label);
  Figure& log_x();
  Figure& log_y();
  /// Without these two calls the axis shows all data.
  Figure& x_range(double low, double high);
  Figure& y_range(double low, double high);
  Figure& equal_axes();  ///< one unit is as long in x as in y

  /// A line through (x(i), y(i)); a value that is not finite breaks it.
  Figure& line(const arma::vec& x, const arma::vec& y,
               const std::string& label = "");
  Figure& points(const arma::vec& x, const arma::vec& y,
                 const std::string& label = "");
  /// An optimizer's path: a line with a dot at each step, a hollow circle at
  /// its start and a filled diamond at its end.
  Figure& path(const arma::vec& x, const arma::vec& y,
               const std::string& label = "");
  /// Counts of `values` in `bins` intervals, equally wide on the axis.
  Figure& histogram(const arma::vec& values, int bins,
                    const std::string& label = "");
  /// Colors from blue (lowest) to cream (highest) with a color bar. Axes must
  /// be linear (checked by save()).
  Figure& heat_map(const Grid& grid);
  /// The values of the first and last color, so that several heat maps can
  /// share a scale; without this call the scale covers all data.
  Figure& color_range(double low, double high);
  /// Thin lines where the grid takes the values `levels`.
  Figure& contours(const Grid& grid, const std::vector<double>& levels);
  /// One thick contour, for example where a classifier gives 0.5.
  Figure& boundary(const Grid& grid, double level,
                   const std::string& label = "");

  /// Writes the figure; the extension selects the format: .svg or .png. The
  /// file appears whole or not at all. nn::DataError if the folder is missing
  /// or cannot be written to; nn::Error for any other extension.
  void save(const std::filesystem::path& file) const;

 private:
  friend class FigureScript;
  friend void save_rows(const std::filesystem::path& file,
                        const std::vector<std::vector<Figure>>& rows);

  enum class Kind {
    line,
    points,
    path,
    histogram,
    heat_map,
    contours,
    boundary
  };
  struct Layer {
    Kind kind;
    std::string label;
    arma::vec x, y;              // line, points, path; x: histogram's values
    int bins = 0;                // histogram
    Grid grid;                   // heat_map, contours, boundary
    std::vector<double> levels;  // contours, boundary
    int style = 0;               // index of the color, dash and point shape
  };
  struct Axis {
    std::string label;
    bool log = false;
    std::optional<std::pair<double, double>> range;
  };

  Figure& add_series(Kind kind, const arma::vec& x, const arma::vec& y,
                     const std::string& label);
  Figure& add_grid(Kind kind, const Grid& grid, std::vector<double> levels,
                   const std::string& label);

  std::string title_;
  int width_ = 640, height_ = 420;
  bool equal_axes_ = false;
  Axis x_, y_;
  std::optional<std::pair<double, double>> color_range_;
  std::vector<Layer> layers_;
  int styles_ = 0;  // used so far
};

/// Several figures side by side in one file, as wide as all of them together
/// (for a page of 640 pixels, make each of two figures 320 wide).
void save_row(const std::filesystem::path& file,
              const std::vector<Figure>& figures);
/// Several such rows, one below the other.
void save_rows(const std::filesystem::path& file,
               const std::vector<std::vector<Figure>>& rows);

/// Grayscale images (each height x width, values 0 = black … 1 = white) in rows
/// of `columns`, with an optional caption of one or more lines below each,
/// which should not be wider than the image. Every pixel becomes a square of at
/// least 3 x 3 pixels. PNG only. nn::Error unless all images have the same size
/// and there are either no captions or one for each.
void save_image_grid(const std::filesystem::path& file,
                     const std::vector<arma::mat>& images, int columns,
                     const std::vector<std::string>& captions = {});
/// The same for images of height x width x 3: red, green and blue, 0 … 1.
void save_color_grid(const std::filesystem::path& file,
                     const std::vector<arma::cube>& images, int columns,
                     const std::vector<std::string>& captions = {});

/// counts(actual, predicted), with the class names on both axes; the darker a
/// cell, the larger its share of the row. Zeros are left blank.
void save_confusion_matrix(const std::filesystem::path& file,
                           const arma::umat& counts,
                           const std::vector<std::string>& class_names,
                           const std::string& x_label = "predicted | 预测",
                           const std::string& y_label = "actual | 实际");

/// Is gnuplot on the PATH?
bool gnuplot_available();

}  // namespace nn
