#include "figures_mixtures.hpp"

#include "figures.hpp"

namespace chapter12 {
namespace {

/// The points fill the panel: they are four times as wide as high.
nn::Figure wide(const std::string& title) {
  nn::Figure figure(title);
  figure.size(300, 240);
  return figure;
}

nn::Figure with_ellipses(const std::string& title, const Points& points,
                         const Mixture& mixture) {
  nn::Figure figure = wide(title);
  add_groups(figure, points.x, labels_of(mixture, points.x));
  for (arma::uword k = 0; k < mixture.means.n_cols; ++k)
    add_ellipse(figure, mixture.means.col(k), mixture.covariances.slice(k));
  return figure;
}

}  // namespace

void draw_em(const std::filesystem::path& out, const Points& points,
             const Fit& fit) {
  std::vector<nn::Figure> panels;
  const std::size_t last = fit.way.size() - 1;
  for (const std::size_t step : {std::size_t(0), std::size_t(1), std::size_t(3),
                                 std::size_t(6), std::size_t(9), last})
    panels.push_back(
        with_ellipses(fmt::format("step {0}: {1:.3f} | 第 {0} 步：{1:.3f}",
                                  std::min(step, last),
                                  fit.log_likelihood[std::min(step, last)]),
                      points, fit.way[std::min(step, last)]));
  nn::save_rows(out / "em.svg", {{panels[0], panels[1], panels[2]},
                                 {panels[3], panels[4], panels[5]}});
}

void draw_two_ways(const std::filesystem::path& out, const Points& points,
                   const InTwoWays& both) {
  nn::Figure truth = wide("the true groups | 真实分组");
  add_groups(truth, points.x, points.groups);
  nn::Figure centers = wide("k-means | k 均值");
  add_groups(centers, points.x, both.centers.labels);
  nn::save_row(out / "two_ways.svg",
               {truth, centers,
                with_ellipses("mixture | 高斯混合", points, both.fit.mixture)});
}

}  // namespace chapter12
