#include "figures_networks.hpp"

#include <algorithm>

#include "nn/figures/figure.hpp"

#include "../pictures.hpp"
#include "grays.hpp"

namespace chapter08 {
namespace {

/// The first maps of a layer's output, as large as the image.
std::vector<arma::mat> maps_of(const Image& activation, arma::uword count,
                               arma::uword side) {
  std::vector<arma::mat> maps;
  for (arma::uword c = 0; c < std::min(count, activation.n_slices); ++c)
    maps.push_back(
        enlarged(grays(activation.slice(c)), side / activation.n_rows));
  return maps;
}

}  // namespace

void draw_shuffled(const nn::Dataset& plain, const nn::Dataset& mixed,
                   const std::filesystem::path& out) {
  std::vector<arma::mat> images;
  for (const nn::Dataset* data : {&plain, &mixed})
    for (std::size_t i = 0; i < 10 && i < data->size(); ++i)
      images.push_back(pixels_of(*data, i));
  nn::save_image_grid(out / "shuffled.png", images, int(images.size() / 2));
}

void draw_tolerance(const Tolerance& shift, const Tolerance& blur,
                    const std::filesystem::path& out) {
  const auto draw = [](const std::string& title, const std::string& x,
                       const Tolerance& t) {
    nn::Figure figure(title);
    figure.size(460, 380).x_label(x).y_label(
        "test accuracy in % | 测试准确率（%）");
    figure.y_range(0, 100);
    const char* names[] = {"MLP", "CNN", "CNN, strides | CNN，步幅",
                           "CNN, global mean | CNN，全局平均"};
    for (arma::uword k = 0; k < t.accuracies.n_cols; ++k)
      figure.line(t.amount, 100 * t.accuracies.col(k), names[k]);
    return figure;
  };
  nn::save_row(
      out / "moved.svg",
      {draw("Moved test images | 平移后的测试图像",
            "shift to the right in pixels | 右移的像素数", shift),
       draw("Blurred test images | 模糊后的测试图像",
            "blur: standard deviation in pixels | 模糊的标准差（像素）",
            blur)});
}

void draw_filters(const arma::mat& before, const arma::mat& after,
                  const std::filesystem::path& out) {
  std::vector<arma::mat> images;
  std::vector<std::string> captions;
  const auto add = [&](const arma::mat& weights, arma::uword o,
                       const std::string& caption) {
    const arma::mat kernel = arma::reshape(weights.row(o), 3, 3).t();
    images.push_back(enlarged(signed_grays(kernel), 8));
    captions.push_back(caption);
  };
  for (arma::uword row = 0; row < before.n_rows; row += 8) {
    for (arma::uword o = row; o < row + 8; ++o)
      add(before, o, fmt::format("{0} before | {0} 训练前", o));
    for (arma::uword o = row; o < row + 8; ++o)
      add(after, o, fmt::format("{0} after | {0} 训练后", o));
  }
  nn::save_image_grid(out / "filters.png", images, 8, captions);
}

void draw_maps(const arma::mat& image, const std::vector<Image>& activations,
               const std::vector<std::string>& labels,
               const std::filesystem::path& out) {
  std::vector<arma::mat> images;
  std::vector<std::string> captions;
  for (std::size_t k = 0; k < activations.size(); ++k) {
    images.push_back(image);
    captions.push_back("image | 原图");
    for (const arma::mat& map : maps_of(activations[k], 7, image.n_rows)) {
      images.push_back(map);
      captions.push_back(labels[k]);
    }
  }
  nn::save_image_grid(out / "maps.png", images, 8, captions);
}

}  // namespace chapter08
