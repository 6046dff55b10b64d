#include "figures_ensembles.hpp"

#include "nn/figures/figure.hpp"

#include "../curve.hpp"

namespace chapter11 {

void draw_curves(const std::filesystem::path& file, const std::string& x_label,
                 const std::string& y_label,
                 const std::vector<std::string>& names,
                 const std::vector<arma::vec>& curves) {
  nn::Figure figure("");
  figure.size(600, 360).x_label(x_label).y_label(y_label);
  for (std::size_t i = 0; i < curves.size(); ++i)
    figure.line(arma::regspace(1, double(curves[i].n_elem)), curves[i],
                names[i]);
  figure.save(file);
}

void draw_fits(const std::filesystem::path& out, const GradientBoosted& model,
               const arma::mat& x, const arma::vec& y) {
  const arma::vec at = arma::linspace(0, 1, 401);
  std::vector<nn::Figure> figures;
  for (const arma::uword rounds : {1u, 5u, 50u}) {
    nn::Figure figure(rounds == 1
                          ? std::string("1 tree | 1 棵树")
                          : fmt::format("{0} trees | {0} 棵树", rounds));
    figure.size(300, 300).x_label("x").y_label("y").y_range(-2, 2);
    const arma::uvec some = arma::regspace<arma::uvec>(0, 2, y.n_elem - 1);
    figure.points(arma::vec(x.row(0).t()).elem(some), y.elem(some));
    figure.line(at, model.predict(at.t(), rounds));
    figure.line(at, curve(at));
    figures.push_back(figure);
  }
  nn::save_row(out / "residuals.svg", figures);
}

void draw_planes(const std::filesystem::path& file,
                 const std::vector<NamedPlane>& planes, const Samples& data) {
  std::vector<std::vector<nn::Figure>> rows;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    if (i % 2 == 0) rows.emplace_back();
    rows.back().push_back(
        plane_figure(planes[i].title, planes[i].values, data));
  }
  nn::save_rows(file, rows);
}

}  // namespace chapter11
