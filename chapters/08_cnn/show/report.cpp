#include "report.hpp"

#include <algorithm>
#include <cmath>

#include "nn/core/print.hpp"

#include "../convolution.hpp"
#include "../receptive_field.hpp"

namespace chapter08 {
namespace {

constexpr std::size_t cell_width = 5;

/// "    3" or " 2.25": whole numbers without a decimal point.
std::string entry(double value, int decimals) {
  if (value == std::round(value)) return fmt::format(" {:4.0f}", value);
  return fmt::format(" {:4.{}f}", value, decimals);
}

}  // namespace

void print_beside(const std::vector<Titled>& matrices, int decimals) {
  std::string titles;
  arma::uword rows = 0;
  for (const auto& [title, values] : matrices) {
    titles += fmt::format("   {:<{}}", title, cell_width * values.n_cols);
    rows = std::max(rows, values.n_rows);
  }
  titles.resize(titles.find_last_not_of(' ') + 1);
  if (!titles.empty()) fmt::print("{}\n", titles);
  for (arma::uword i = 0; i < rows; ++i) {
    std::string line;
    for (const auto& [title, values] : matrices) {
      line += "   ";
      for (arma::uword j = 0; j < values.n_cols; ++j)
        line += i < values.n_rows ? entry(values(i, j), decimals)
                                  : std::string(cell_width, ' ');
      // A title may be wider than its matrix.
      const auto width =
          std::max<std::size_t>(cell_width * values.n_cols, title.size());
      line.append(width - cell_width * values.n_cols, ' ');
    }
    line.resize(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
  }
}

std::string products(const arma::mat& window, const arma::mat& kernel) {
  std::string text;
  for (arma::uword i = 0; i < window.n_rows; ++i)
    for (arma::uword j = 0; j < window.n_cols; ++j)
      text += fmt::format("{}{}*{}", text.empty() ? "" : " + ", window(i, j),
                          kernel(i, j));
  return text + fmt::format(" = {}", arma::accu(window % kernel));
}

void print_size(arma::uword size, const nn::Window& w) {
  fmt::print("  {:4} {:6} {:7} {:6}   ({:3} + {} - {}) / {} + 1 = {:3} {:8}\n",
             size, w.kernel, w.padding, w.stride, size, 2 * w.padding, w.kernel,
             w.stride, output_size(size, w), w.count(size));
}

void print_stack(int layers, std::size_t kernel) {
  const auto model = stacked(layers, kernel, 15);
  const std::vector<nn::Window> windows(static_cast<std::size_t>(layers),
                                        nn::Window{kernel, 1, 0});
  fmt::print("  {} of {}x{} {:9} {:14} {:10} {:10} {:10}\n", layers, kernel,
             kernel, model->parameter_count(),
             model->parameter_count() * 64 * 64, receptive_field(windows),
             side_of(paths_to_middle(*model)), side_of(seen_by_middle(*model)));
}

}  // namespace chapter08
