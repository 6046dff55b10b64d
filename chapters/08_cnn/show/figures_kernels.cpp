#include "figures_kernels.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "nn/figures/figure.hpp"

#include "../edges.hpp"
#include "../pictures.hpp"
#include "../receptive_field.hpp"
#include "grays.hpp"

namespace chapter08 {

void draw_edges(const nn::Dataset& data,
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

void draw_fields(const std::filesystem::path& out) {
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
