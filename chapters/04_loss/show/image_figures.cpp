#include "image_figures.hpp"

#include "nn/figures/figure.hpp"

namespace chapter04 {

void draw_score_parts(const ThreeClasses& data, const LinearClassifier& f,
                      const std::filesystem::path& out) {
  const arma::vec x = data.pixels.col(0), s = scores_by_loop(f, x);
  std::vector<arma::mat> parts, shown;
  double largest = 0;
  for (arma::uword c = 0; c < 3; ++c) {
    parts.push_back(pixel_parts(f.weights.row(c).t() % x));
    largest = std::max(largest, arma::abs(parts.back()).max());
  }
  shown.push_back(pixel_parts(x) / 3);
  std::vector<std::string> captions{"image | 图像"};
  for (arma::uword c = 0; c < 3; ++c) {
    shown.push_back(as_grays(parts[c], largest));
    captions.push_back(
        fmt::format("{0}: {1:.1f} | {0}：{1:.1f}", data.names[c], s(c)));
  }
  nn::save_image_grid(out / "score_parts.png", shown, 4, captions);
}

void draw_templates(const std::vector<Run>& runs, const Images& images,
                    const std::filesystem::path& out) {
  std::vector<arma::mat> pictures;
  std::vector<std::string> captions;
  for (const Run& run : runs) {
    for (const arma::mat& picture : template_pictures(run.templates))
      pictures.push_back(picture);
    captions.push_back(run.caption);
    captions.resize(captions.size() + 9);
  }
  for (std::size_t c = 0; c < 10; ++c) {
    std::string& caption = captions[captions.size() - 10 + c];
    caption += (c == 0 ? "\n" : "") + images.class_names[c];
  }
  nn::save_image_grid(out / "templates.png", pictures, 10, captions);
}

}  // namespace chapter04
