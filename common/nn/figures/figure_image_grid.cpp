#include <sstream>

#include "nn/core/error.hpp"
#include "nn/core/language.hpp"
#include "nn/core/languages.hpp"
#include "nn/figures/figure.hpp"
#include "nn/figures/figure_gnuplot.hpp"

namespace nn {
namespace {

/// Where things are, counted in image pixels; each becomes `scale` x `scale`
/// pixels of the file. An integer scale keeps every edge sharp.
struct Layout {
  int columns, rows, width, height;  // of the grid; of one image
  int scale;
  int gap = 2, caption = 0;  // between images; strip below each
  int lines = 0;             // of a caption

  int left(int column) const { return column * (width + gap); }
  int top(int row) const { return row * (height + gap + caption); }
  int total_width() const { return left(columns) - gap; }
  int total_height() const { return top(rows) - gap; }
};

/// `Image` is arma::mat, or arma::cube of three slices.
template <class Image>
void check(const std::filesystem::path& file, const std::vector<Image>& images,
           int columns, const std::vector<std::string>& captions) {
  const std::string where = "image grid " + file.string() + ": ";
  if (file.extension() != ".png")
    throw Error(where + "the name must end in .png");
  if (images.empty() || images[0].is_empty() || columns < 1)
    throw Error(where + fmt::format("needs images and at least 1 column, but "
                                    "got {} images and {} columns",
                                    images.size(), columns));
  for (std::size_t i = 0; i < images.size(); ++i)
    if (images[i].n_rows != images[0].n_rows ||
        images[i].n_cols != images[0].n_cols)
      throw Error(where + fmt::format("image {} is {} x {}, but image 0 is "
                                      "{} x {}",
                                      i, images[i].n_rows, images[i].n_cols,
                                      images[0].n_rows, images[0].n_cols));
  if (!captions.empty() && captions.size() != images.size())
    throw Error(where + fmt::format("{} captions for {} images",
                                    captions.size(), images.size()));
}

std::vector<std::string> lines_of(const std::string& caption) {
  std::vector<std::string> lines;
  std::istringstream text(in_language(caption));
  for (std::string line; std::getline(text, line);)
    lines.push_back(line);
  return lines;
}

template <class Image>
Layout arrange(const std::vector<Image>& images, int columns,
               const std::vector<std::string>& captions) {
  Layout grid{};
  const int n = int(images.size());
  grid.columns = std::min(columns, n);
  grid.rows = (n + grid.columns - 1) / grid.columns;
  grid.width = int(images[0].n_cols);
  grid.height = int(images[0].n_rows);
  grid.gap = 2;
  // About as wide as a page, unless that makes the pixels too large.
  grid.scale = std::clamp(640 / (grid.total_width() + 2 * grid.gap), 3, 8);
  for (const std::string& caption : captions)
    grid.lines = std::max(grid.lines, int(lines_of(caption).size()));
  if (grid.lines > 0)
    grid.caption = (6 + 12 * grid.lines + grid.scale - 1) / grid.scale;
  return grid;
}

/// All images on one white sheet.
arma::mat compose(const std::vector<arma::mat>& images, const Layout& grid) {
  arma::mat sheet(grid.total_height(), grid.total_width(), arma::fill::ones);
  for (int k = 0; k < int(images.size()); ++k) {
    arma::mat image = images[k];
    image.transform(
        [](double v) { return std::isfinite(v) ? std::clamp(v, 0., 1.) : 1; });
    sheet.submat(grid.top(k / grid.columns), grid.left(k % grid.columns),
                 arma::size(image)) = image;
  }
  return sheet;
}

/// Margins that align the sheet with the file's pixels: in the pngcairo
/// terminal, position 0 is the center of the first pixel, 1 that of the last.
std::string margins(const Layout& grid, int width, int height) {
  const double edge = grid.gap * grid.scale - 0.5;
  return fmt::format(
      "set lmargin at screen {}\nset rmargin at screen {}\n"
      "set bmargin at screen {}\nset tmargin at screen {}\n",
      edge / (width - 1), 1 - edge / (width - 1), edge / (height - 1),
      1 - edge / (height - 1));
}

std::string caption_labels(const std::vector<std::string>& captions,
                           const Layout& grid) {
  std::string commands;
  for (int k = 0; k < int(captions.size()); ++k) {
    const double x = grid.left(k % grid.columns) + grid.width / 2.0;
    double y = grid.top(k / grid.columns) + grid.height + 1;
    for (const std::string& line : lines_of(captions[k])) {
      const double middle = y + double(grid.caption) / grid.lines / 2;
      commands += fmt::format(
          "set label {} at {},{} center front noenhanced font ',9' "
          "textcolor rgb '#333333'\n",
          gnuplot::literal(line), x, middle);
      y += double(grid.caption) / grid.lines;
    }
  }
  return commands;
}

/// A line for each pixel: column, row, red, green, blue, from 0 to 255.
std::string color_block(const std::vector<arma::cube>& images,
                        const Layout& grid) {
  std::vector<arma::mat> sheets;
  for (arma::uword k = 0; k < 3; ++k) {
    std::vector<arma::mat> one;
    for (const arma::cube& image : images)
      one.push_back(image.slice(k));
    sheets.push_back(arma::round(255 * compose(one, grid)));
  }
  std::string data = "$sheet << EOD\n";
  for (arma::uword i = 0; i < sheets[0].n_rows; ++i)
    for (arma::uword j = 0; j < sheets[0].n_cols; ++j)
      data += fmt::format("{} {} {} {} {}\n", j, i, sheets[0](i, j),
                          sheets[1](i, j), sheets[2](i, j));
  return data + "EOD\n";
}

std::string data_block(const arma::mat& sheet) {
  std::string data = "$sheet << EOD\n";
  for (arma::uword i = 0; i < sheet.n_rows; ++i)
    for (arma::uword j = 0; j < sheet.n_cols; ++j)
      data += fmt::format("{:.3g}{}", sheet(i, j),
                          j + 1 == sheet.n_cols ? '\n' : ' ');
  return data + "EOD\n";
}

/// What both kinds share; `before` and `how` plot $sheet.
gnuplot::Drawing drawing_of(const Layout& grid,
                            const std::vector<std::string>& captions,
                            const std::string& before, const std::string& how) {
  gnuplot::Drawing drawing;
  drawing.width = grid.scale * (grid.total_width() + 2 * grid.gap);
  drawing.height = grid.scale * (grid.total_height() + 2 * grid.gap);
  drawing.plot = before +
                 "unset colorbox\nunset tics\nunset border\nunset key\n" +
                 margins(grid, drawing.width, drawing.height) +
                 caption_labels(captions, grid) +
                 fmt::format(
                     "set xrange [0:{}]\nset yrange [{}:0]\n"
                     "plot $sheet using ($1+0.5):($2+0.5):{} notitle\n",
                     grid.total_width(), grid.total_height(), how);
  return drawing;
}

}  // namespace

void save_image_grid(const std::filesystem::path& file,
                     const std::vector<arma::mat>& images, int columns,
                     const std::vector<std::string>& captions) {
  check(file, images, columns, captions);
  in_each_language(file, [&](const std::filesystem::path& path) {
    const Layout grid = arrange(images, columns, captions);
    gnuplot::Drawing drawing = drawing_of(
        grid, captions,
        "set palette defined (0 'black', 1 'white')\nset cbrange [0:1]\n",
        "3 matrix with image");
    drawing.data = data_block(compose(images, grid));
    gnuplot::draw(path, drawing);
  });
}

void save_color_grid(const std::filesystem::path& file,
                     const std::vector<arma::cube>& images, int columns,
                     const std::vector<std::string>& captions) {
  check(file, images, columns, captions);
  for (const arma::cube& image : images)
    if (image.n_slices != 3)
      throw Error(
          fmt::format("image grid {}: expected 3 colors, but an image has {}",
                      file.string(), image.n_slices));
  in_each_language(file, [&](const std::filesystem::path& path) {
    const Layout grid = arrange(images, columns, captions);
    gnuplot::Drawing drawing =
        drawing_of(grid, captions, "", "3:4:5 with rgbimage");
    drawing.data = color_block(images, grid);
    gnuplot::draw(path, drawing);
  });
}

}  // namespace nn
