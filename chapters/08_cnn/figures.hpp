/// The chapter's pictures.
#pragma once

#include "nn/figures/figure.hpp"

#include "classifier.hpp"
#include "edges.hpp"
#include "pictures.hpp"
#include "receptive_field.hpp"

namespace chapter08 {

/// Every number becomes `times` x `times` pixels.
inline arma::mat enlarged(const arma::mat& image, arma::uword times) {
  return arma::kron(image, arma::mat(times, times, arma::fill::ones));
}

/// Numbers of both signs as grays: 0 is in the middle.
inline arma::mat signed_grays(const arma::mat& values) {
  const double most = std::max(arma::abs(values).max(), 1e-12);
  return 0.5 + values / (2 * most);
}

/// From 0 (black) to the largest (white).
inline arma::mat grays(const arma::mat& values) {
  return values / std::max(values.max(), 1e-12);
}

/// edges.png: one row per image: the image, each kernel's response, and the
/// edge strength.
inline void draw_edges(const nn::Dataset& data,
                       const std::vector<std::size_t>& samples,
                       const std::filesystem::path& out) {
  std::vector<arma::mat> images;
  std::vector<std::string> captions;
  const auto add = [&](const arma::mat& image, const std::string& caption) {
    images.push_back(image);
    captions.push_back(caption);
  };
  for (const std::size_t sample : samples) {
    const arma::mat image = pixels_of(data, sample);
    add(image, "image | 原图");
    for (const NamedKernel& kernel : named_kernels()) {
      const arma::mat y = filtered(image, kernel.weights);
      // Blurred and sharpened images still show brightness.
      const bool brightness = std::abs(arma::accu(kernel.weights) - 1) < 1e-9;
      add(brightness ? y : signed_grays(y), kernel.label);
    }
    add(grays(edge_strength(image)), "edges | 边缘强度");
  }
  nn::save_image_grid(out / "edges.png", images, 7, captions);
}

/// shuffled.png: images above, the same images with shuffled pixels below.
inline void draw_shuffled(const nn::Dataset& plain, const nn::Dataset& mixed,
                          const std::filesystem::path& out) {
  std::vector<arma::mat> images;
  for (const nn::Dataset* data : {&plain, &mixed})
    for (std::size_t i = 0; i < 10 && i < data->size(); ++i)
      images.push_back(pixels_of(*data, i));
  nn::save_image_grid(out / "shuffled.png", images, int(images.size() / 2));
}

/// The accuracies of some networks on more and more strongly changed images.
struct Tolerance {
  arma::vec amount;      ///< pixels
  arma::mat accuracies;  ///< amounts x networks, 0 … 1
};

/// moved.svg: accuracy over the shift and over the blur.
inline void draw_tolerance(const Tolerance& shift, const Tolerance& blur,
                           const std::filesystem::path& out) {
  const auto draw = [](const std::string& title, const std::string& x,
                       const Tolerance& t) {
    nn::Figure figure(title);
    figure.size(460, 380).x_label(x).y_label(
        "test accuracy in % | 测试准确率（%）");
    figure.y_range(0, 100);
    const char* names[] = {"MLP", "CNN", "CNN, global mean | CNN，全局平均"};
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

/// filters.png: the 16 kernels of the first convolution, before and after.
/// before, after: 16 x 9.
inline void draw_filters(const arma::mat& before, const arma::mat& after,
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

/// The first maps of a layer's output, as large as the image.
inline std::vector<arma::mat> maps_of(const Image& activation,
                                      arma::uword count, arma::uword side) {
  std::vector<arma::mat> maps;
  for (arma::uword c = 0; c < std::min(count, activation.n_slices); ++c)
    maps.push_back(
        enlarged(grays(activation.slice(c)), side / activation.n_rows));
  return maps;
}

/// maps.png: one row per layer: the image, then the layer's first 7 maps.
inline void draw_maps(const arma::mat& image,
                      const std::vector<Image>& activations,
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

/// fields.png: the number of paths from each pixel to the center output (its
/// square root, to make the edges of the field visible).
inline void draw_fields(const std::filesystem::path& out) {
  std::vector<arma::mat> images;
  std::vector<std::string> captions;
  for (const auto& [layers, kernel] : std::vector<std::pair<int, std::size_t>>{
           {1, 3}, {2, 3}, {3, 3}, {1, 5}, {1, 7}}) {
    images.push_back(enlarged(
        arma::sqrt(grays(paths_to_middle(*stacked(layers, kernel, 11)))), 3));
    captions.push_back(
        fmt::format("{0} of {1}x{1} | {0} 层 {1}×{1}", layers, kernel));
  }
  nn::save_image_grid(out / "fields.png", images, 5, captions);
}

}  // namespace chapter08
