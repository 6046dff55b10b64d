#include "figures_images.hpp"

#include "nn/figures/figure.hpp"

#include "../images.hpp"
#include "../scaling.hpp"
#include "../whitening.hpp"

namespace chapter02 {
namespace {

/// Maps the values from the 1st to the 99th percentile to 0 ... 1.
arma::mat stretched(const arma::mat& picture) {
  const arma::vec ends =
      arma::quantile(arma::vectorise(picture), arma::vec{0.01, 0.99});
  return (picture - ends(0)) / std::max(ends(1) - ends(0), 1e-12);
}

}  // namespace

void draw_preparation(const arma::mat& x, const Components& components,
                      const nn::Shape& shape,
                      const std::filesystem::path& out) {
  const arma::mat some = x.head_cols(8);
  const std::vector<std::pair<std::string, arma::mat>> rows = {
      {"as it is | 原图", some},
      {"centered | 中心化", centered(x)(some)},
      {"z-score | 标准化", z_score(x)(some)},
      {"whitened | 白化", zca_whitened(components, some, white_floor)}};
  std::vector<arma::mat> pictures;
  std::vector<std::string> captions;
  for (const auto& [name, columns] : rows)
    for (arma::uword i = 0; i < columns.n_cols; ++i) {
      pictures.push_back(stretched(picture(columns.col(i), shape)));
      captions.push_back(i == 0 ? name : "");
    }
  nn::save_image_grid(out / "preparation.png", pictures, 8, captions);
}

void draw_components(const Components& c, const nn::Shape& shape,
                     const std::filesystem::path& out) {
  std::vector<arma::mat> pictures{stretched(picture(c.mean, shape))};
  std::vector<std::string> captions{"mean | 均值"};
  for (arma::uword i = 0; i < 15; ++i) {
    pictures.push_back(stretched(picture(c.directions.col(i), shape)));
    captions.push_back(fmt::format(
        "{}: {:.1f}%", i + 1, 100 * c.variance(i) / arma::accu(c.variance)));
  }
  nn::save_image_grid(out / "components.png", pictures, 8, captions);
}

void draw_covariance(const arma::mat& x, const Components& components,
                     const nn::Shape& shape, const std::filesystem::path& out) {
  const arma::uword first = shape.height / 2 * shape.width;
  const auto draw = [&](const std::string& title, const arma::mat& prepared) {
    nn::Figure figure(title);
    figure.size(320, 320).equal_axes();
    figure.x_label("pixel | 像素").y_label("pixel | 像素");
    const double last = double(shape.width) - 1;
    figure.heat_map({covariance(prepared.rows(first, first + shape.width - 1)),
                     0, last, 0, last});
    return figure;
  };
  nn::save_row(out / "covariance.svg",
               {draw("Pixels / 255 | 像素 / 255", x / 255),
                draw("z-scores | 逐像素标准化", z_score(x)(x)),
                draw("ZCA-whitened | ZCA 白化",
                     zca_whitened(components, x, white_floor))});
}

void draw_training(const std::vector<Preparation>& ways,
                   const std::vector<Training>& runs,
                   const std::filesystem::path& out) {
  nn::Figure figure("The same model, the same images | 同一个模型，同一批图像");
  figure.size(720, 440).x_label("step | 步").y_label("loss | 损失");
  for (std::size_t i = 0; i < runs.size(); ++i)
    figure.line(arma::regspace(0, double(runs[i].loss.size()) - 1),
                arma::vec(runs[i].loss), ways[i].name);
  figure.save(out / "training.svg");
}

}  // namespace chapter02
