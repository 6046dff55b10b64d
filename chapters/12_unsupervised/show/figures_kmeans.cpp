#include "figures_kmeans.hpp"

#include "figures.hpp"

namespace chapter12 {
namespace {

/// The way of all centers up to this pass; a break joins them to one line, so
/// that they share a color.
void add_ways(nn::Figure& figure, const KMeans& found, std::size_t pass) {
  std::vector<double> x, y;
  for (arma::uword k = 0; k < found.centers.n_cols; ++k) {
    for (std::size_t i = 0; i <= pass; ++i) {
      x.push_back(found.way[i](0, k));
      y.push_back(found.way[i](1, k));
    }
    x.push_back(arma::datum::nan);
    y.push_back(arma::datum::nan);
  }
  figure.line(arma::vec(x), arma::vec(y));
  const arma::mat& now = found.way[pass];
  figure.points(now.row(0).t(), now.row(1).t());
}

}  // namespace

void draw_lloyd(const std::filesystem::path& out, const Points& points,
                const KMeans& found) {
  const std::size_t last = found.way.size() - 1;
  std::vector<nn::Figure> panels;
  for (const std::size_t pass : {std::size_t(0), std::size_t(1), std::size_t(2),
                                 last / 2, 3 * last / 4, last}) {
    panels.push_back(plane(fmt::format("pass {0}: {1:.0f} | 第 {0} 轮：{1:.0f}",
                                       pass + 1, found.inertia[pass]),
                           300, 260));
    add_groups(panels.back(), points.x, nearest(found.way[pass], points.x));
    add_ways(panels.back(), found, pass);
  }
  nn::save_rows(out / "lloyd.svg", {{panels[0], panels[1], panels[2]},
                                    {panels[3], panels[4], panels[5]}});
}

void draw_starts(const std::filesystem::path& out, const arma::vec& random,
                 const arma::vec& spread) {
  std::vector<nn::Figure> panels;
  const double low = std::min(random.min(), spread.min());
  const double high = std::max(random.max(), spread.max());
  for (const auto& [title, values] :
       {std::pair{"random points | 随机点", random},
        {"k-means++ | k-means++", spread}}) {
    nn::Figure figure(title);
    figure.size(330, 280).x_label("final inertia | 最终惯量");
    figure.y_label("runs | 次数").x_range(low - 20, high + 20);
    figure.histogram(values, 25);
    panels.push_back(figure);
  }
  nn::save_row(out / "starts.svg", panels);
}

void draw_counts(const std::filesystem::path& out,
                 const std::vector<CountOfClusters>& counts) {
  arma::vec k(counts.size()), inertia = k, silhouette = k;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    k(i) = double(counts[i].k);
    inertia(i) = counts[i].inertia;
    silhouette(i) = counts[i].silhouette;
  }
  nn::Figure elbow("inertia | 惯量"), middle("silhouette | 轮廓系数");
  elbow.size(330, 280)
      .x_label("clusters k | 簇数 k")
      .y_range(0, 1.05 * inertia.max());
  elbow.line(k, inertia).points(k, inertia);
  const arma::vec more = k.tail(k.n_elem - 1);
  const arma::vec values = silhouette.tail(k.n_elem - 1);
  middle.size(330, 280).x_label("clusters k | 簇数 k").y_range(0, 1);
  middle.line(more, values).points(more, values);
  nn::save_row(out / "counts.svg", {elbow, middle});
}

void draw_centers(const std::filesystem::path& out, const KMeans& found,
                  const Images& digits) {
  std::vector<arma::mat> pictures;
  for (arma::uword k = 0; k < found.centers.n_cols; ++k)
    pictures.push_back(as_picture(found.centers.col(k)));
  for (arma::uword k = 0; k < found.centers.n_cols; ++k) {
    const arma::mat d =
        arma::sum(arma::square(digits.x.each_col() - found.centers.col(k)), 0);
    pictures.push_back(as_picture(digits.x.col(d.index_min())));
  }
  nn::save_image_grid(out / "centers.png", pictures, 10);
}

}  // namespace chapter12
