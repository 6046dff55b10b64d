#include "figures.hpp"

#include "nn/figures/figure.hpp"

#include "../pictures.hpp"

namespace chapter00 {

void draw_images(const nn::Dataset& data, const std::filesystem::path& out) {
  const auto first = one_of_each_class(data);
  std::vector<arma::mat> pictures;
  std::vector<std::string> captions;
  for (std::size_t i : first) {
    pictures.push_back(picture(column_of(data, i), data.shape));
    captions.push_back(data.class_names[std::size_t(data.labels[i])]);
  }
  for (std::size_t i : first) {
    pictures.push_back(on_its_side(column_of(data, i), data.shape));
    captions.emplace_back(i == first[0] ? "no .t() | 未转置" : "");
  }
  nn::save_image_grid(out / "images.png", pictures, int(first.size()),
                      captions);
}

}  // namespace chapter00
