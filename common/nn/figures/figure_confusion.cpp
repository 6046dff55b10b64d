#include "nn/core/error.hpp"
#include "nn/core/language.hpp"
#include "nn/core/languages.hpp"
#include "nn/figures/figure.hpp"
#include "nn/figures/figure_gnuplot.hpp"

namespace nn {
namespace {

/// White (share 0) … dark blue (share 1), as 0xRRGGBB.
int shade(double share) {
  const auto mix = [&](int low, int high) {
    return int(std::lround(low + share * (high - low)));
  };
  return mix(0xF6, 0x0B) << 16 | mix(0xF8, 0x55) << 8 | mix(0xFA, 0x91);
}

/// `$fields`: position, box and color of each cell; `$numbers`: position, text
/// and color.
std::string data_blocks(const arma::umat& counts) {
  std::string fields = "$fields << EOD\n", numbers = "$numbers << EOD\n";
  for (arma::uword i = 0; i < counts.n_rows; ++i) {
    const double total = std::max(1.0, double(arma::accu(counts.row(i))));
    for (arma::uword j = 0; j < counts.n_cols; ++j) {
      const double share = double(counts(i, j)) / total;
      fields += fmt::format("{} {} {}\n", j, i, shade(share));
      if (counts(i, j) > 0)
        numbers += fmt::format("{} {} {} {}\n", j, i, counts(i, j),
                               share > 0.45 ? 0xFFFFFF : 0x333333);
    }
  }
  return fields + "EOD\n" + numbers + "-9 -9 0 0\nEOD\n";
}

/// gnuplot treats tic labels as format strings: percent signs must be doubled.
std::string doubled_percents(const std::string& text) {
  std::string out;
  for (char c : text)
    out += c == '%' ? std::string("%%") : std::string(1, c);
  return out;
}

std::string name_tics(const std::vector<std::string>& names) {
  std::string tics;
  for (std::size_t i = 0; i < names.size(); ++i)
    tics += fmt::format("{}{} {}", i ? ", " : "",
                        gnuplot::literal(doubled_percents(names[i])), i);
  return "(" + tics + ") noenhanced\n";
}

/// Where the cells are, in pixels.
struct Frame {
  int n, cell;       // classes; the side of a cell
  int left, bottom;  // room for names and labels
  int top = 14, right = 18;
  bool slanted;  // names that are wider than a cell

  int width() const { return left + n * cell + right; }
  int height() const { return top + n * cell + bottom; }
};

Frame frame_for(const std::vector<std::string>& names) {
  double widest = 0;
  for (const std::string& name : names)
    widest = std::max(widest, gnuplot::text_size(name).pixels);
  Frame frame{};
  frame.n = int(names.size());
  frame.cell = std::clamp(440 / frame.n, 44, 88);
  frame.slanted = widest > frame.cell - 8;
  frame.left = 50 + int(widest);
  frame.bottom = frame.slanted ? 50 + int(0.64 * widest) : 58;
  return frame;
}

std::string frame_commands(const Frame& frame) {
  const double width = frame.width(), height = frame.height();
  return fmt::format(
      "unset key\nunset border\nset tics scale 0 textcolor rgb '#333333'\n"
      "set lmargin at screen {}\nset rmargin at screen {}\n"
      "set bmargin at screen {}\nset tmargin at screen {}\n"
      "set xrange [-0.5:{}]\nset yrange [{}:-0.5]\n",
      frame.left / width, 1 - frame.right / width, frame.bottom / height,
      1 - frame.top / height, frame.n - 0.5, frame.n - 0.5);
}

std::string label_commands(const Frame& frame,
                           const std::vector<std::string>& names,
                           const std::string& x_label,
                           const std::string& y_label) {
  const std::string tics = name_tics(names);
  return fmt::format(
      "set xtics {}{}set ytics {}"
      "set label {} at graph 0.5, screen {} center noenhanced\n"
      "set label {} at screen {}, graph 0.5 center rotate noenhanced\n",
      frame.slanted ? "rotate by 40 right " : "", tics, tics,
      gnuplot::literal(x_label), 18.0 / frame.height(),
      gnuplot::literal(y_label), 18.0 / frame.width());
}

void check(const std::filesystem::path& file, const arma::umat& counts,
           const std::vector<std::string>& class_names) {
  const auto n = class_names.size();
  if (n > 0 && counts.n_rows == n && counts.n_cols == n) return;
  throw Error(fmt::format(
      "confusion matrix {}: counts are {} x {}, but there are {} class names",
      file.string(), counts.n_rows, counts.n_cols, n));
}

}  // namespace

void save_confusion_matrix(const std::filesystem::path& file,
                           const arma::umat& counts,
                           const std::vector<std::string>& class_names,
                           const std::string& x_label,
                           const std::string& y_label) {
  check(file, counts, class_names);
  in_each_language(file, [&](const std::filesystem::path& path) {
    std::vector<std::string> names;
    for (const std::string& name : class_names)
      names.push_back(in_language(name));
    const Frame frame = frame_for(names);
    gnuplot::Drawing drawing;
    drawing.width = frame.width();
    drawing.height = frame.height();
    drawing.data = data_blocks(counts);
    drawing.plot =
        frame_commands(frame) +
        label_commands(frame, names, in_language(x_label),
                       in_language(y_label)) +
        "plot $fields using 1:2:(0.5):(0.5):3 with boxxyerror "
        "fs solid 1 border lc rgb '#FFFFFF' lc rgb variable notitle, "
        "$numbers using 1:2:3:4 with labels tc rgb variable notitle\n";
    gnuplot::draw(path, drawing);
  });
}

}  // namespace nn
