#include "figures_autoencoder.hpp"

#include "nn/figures/figure.hpp"

#include "../images.hpp"

namespace chapter12 {

void draw_features(const std::filesystem::path& out, const Learned& plain,
                   const Learned& sparse) {
  std::vector<arma::mat> pictures;
  for (const Learned* learned : {&plain, &sparse})
    for (arma::uword j = 0; j < 40; ++j)
      pictures.push_back(as_picture(learned->weights.col(j), true));
  nn::save_image_grid(out / "features.png", pictures, 20);
}

}  // namespace chapter12
