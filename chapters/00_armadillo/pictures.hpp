/// Reading images, showing them, and drawing on them.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/data/dataset.hpp"
#include "nn/data/loader.hpp"
#include "nn/figures/figure.hpp"

namespace chapter00 {

// #region column
/// Image i as a column of numbers from 0 (black) to 1 (white).
inline arma::vec column_of(const nn::Dataset& data, std::size_t i) {
  const std::size_t n = data.shape.features();
  arma::vec x(n);
  for (std::size_t k = 0; k < n; ++k)
    x(k) = data.pixels[i * n + k] / 255.0;
  return x;
}

/// The first n images as the library loads them, features x n.
inline arma::fmat columns_of_loader(const nn::Dataset& data, std::size_t n) {
  nn::Loader loader(nn::first(data, n), {.batch_size = n, .shuffle = false});
  return loader.next()->x;
}
// #endregion column

// #region reshape
/// A gray image is stored in its column row by row; reshape fills column by
/// column, which turns the image on its side.
inline arma::mat on_its_side(const arma::vec& x, const nn::Shape& shape) {
  return arma::reshape(x, shape.width, shape.height);
}

/// Transposing turns it upright: height x width.
inline arma::mat picture(const arma::vec& x, const nn::Shape& shape) {
  return on_its_side(x, shape).t();
}
// #endregion reshape

/// Positions in a picture.
struct Places {
  arma::uvec rows, cols;
};

/// The n brightest pixels, the brightest first.
inline Places brightest(const arma::mat& picture, arma::uword n) {
  const arma::uvec order = arma::stable_sort_index(picture.as_col(), "descend");
  const arma::umat places =
      arma::ind2sub(arma::size(picture), order.head(n));  // 2 x n
  return {places.row(0).t(), places.row(1).t()};
}

/// A point between pixels.
struct Point {
  double row, col;
};

// #region center
/// The center of light: the mean position, weighted by brightness.
inline Point center_of_light(const arma::mat& picture) {
  const arma::vec row = arma::regspace(0, double(picture.n_rows) - 1);
  const arma::vec col = arma::regspace(0, double(picture.n_cols) - 1);
  const double light = arma::accu(picture);
  return {arma::dot(arma::sum(picture, 1), row) / light,
          arma::dot(arma::sum(picture, 0), col) / light};
}
// #endregion center

/// The first image of each class.
inline std::vector<std::size_t> one_of_each_class(const nn::Dataset& data) {
  std::vector<std::size_t> found;
  for (std::size_t c = 0; c < data.classes; ++c) {
    const auto at = std::find(data.labels.begin(), data.labels.end(),
                              static_cast<std::int32_t>(c));
    if (at != data.labels.end())
      found.push_back(std::size_t(at - data.labels.begin()));
  }
  return found;
}

// #region scatter
/// marks.svg: points on an image. A figure's y axis points up, an image's rows
/// count down: row i is at height n_rows - 1 - i.
inline void draw_marks(const arma::mat& image,
                       const std::filesystem::path& out) {
  const double width = double(image.n_cols) - 1;
  const double height = double(image.n_rows) - 1;
  const auto [rows, cols] = brightest(image, 12);
  const Point center = center_of_light(image);
  nn::Figure figure("Points on an image | 在图像上画点");
  figure.size(520, 520).equal_axes();
  figure.x_label("column | 列")
      .y_label("height above the last row | 距末行的高度");
  figure.heat_map({arma::flipud(image), 0, width, 0, height});
  figure.points(arma::conv_to<arma::vec>::from(cols),
                height - arma::conv_to<arma::vec>::from(rows),
                "brightest pixels | 最亮的像素");
  figure.points({center.col}, {height - center.row},
                "center of light | 亮度中心");
  figure.save(out / "marks.svg");
}
// #endregion scatter

}  // namespace chapter00
