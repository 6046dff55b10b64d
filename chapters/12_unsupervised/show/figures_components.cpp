#include "figures_components.hpp"

#include "figures.hpp"

namespace chapter12 {

void draw_axes(const std::filesystem::path& out, const arma::mat& x,
               const Components& components) {
  nn::Figure axes = plane("directions | 主方向", 340, 300);
  axes.points(x.row(0).t(), x.row(1).t());
  for (arma::uword k = 0; k < 2; ++k) {
    const arma::vec reach =
        2 * std::sqrt(components.variance(k)) * components.directions.col(k);
    const arma::mat ends =
        arma::join_rows(components.mean - reach, components.mean + reach);
    axes.line(ends.row(0).t(), ends.row(1).t());
  }
  const arma::mat z = components.project(x, 2);
  nn::Figure turned = plane("coordinates | 坐标", 340, 300);
  turned.points(z.row(0).t(), z.row(1).t());
  nn::save_row(out / "axes.svg", {axes, turned});
}

void draw_ranks(const std::filesystem::path& out, const arma::mat& image,
                const Svd& svd) {
  std::vector<arma::mat> pictures;
  std::vector<std::string> captions;
  for (const arma::uword rank : {1u, 2u, 4u, 8u, 16u}) {
    pictures.push_back(arma::clamp(svd.product(rank), 0, 1));
    captions.push_back(
        fmt::format("{}: {:.1f} %", rank, 100 * svd.energy(rank)));
  }
  pictures.push_back(image);
  captions.emplace_back("image | 原图");
  nn::save_image_grid(out / "ranks.png", pictures, 6, captions);
}

void draw_eigen_digits(const std::filesystem::path& out, const Images& digits,
                       const Components& components) {
  std::vector<arma::mat> pictures;
  for (arma::uword k = 0; k < 10; ++k)
    pictures.push_back(as_picture(components.directions.col(k), true));
  for (const arma::uword k : {5u, 20u, 64u})
    for (arma::uword i = 0; i < 10; ++i) {
      const arma::vec x = digits.x.col(i);
      const arma::mat restored = components.restore(components.project(x, k));
      pictures.push_back(as_picture(arma::clamp(restored, 0, 1)));
    }
  nn::save_image_grid(out / "eigen_digits.png", pictures, 10);
}

}  // namespace chapter12
