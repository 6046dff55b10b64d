#include "figures_sources.hpp"

#include "nn/figures/figure.hpp"

namespace chapter12 {
namespace {

constexpr arma::uword shown = 300;

/// Both signals over time, one above the other.
nn::Figure signals(const std::string& title, const arma::mat& x) {
  nn::Figure figure(title);
  figure.size(380, 190);
  const arma::vec t = arma::regspace(0, double(shown - 1));
  const arma::vec spread = arma::stddev(x, 1, 1);
  for (arma::uword i = 0; i < 2; ++i)
    figure.line(t,
                x.row(i).head(shown).t() / spread(i) + (i == 0 ? 2.2 : -2.2));
  figure.y_range(-5, 5);
  return figure;
}

nn::Figure scatter(const std::string& title, const arma::mat& x) {
  nn::Figure figure(title);
  figure.size(300, 190).points(x.row(0).head(shown).t(),
                               x.row(1).head(shown).t());
  return figure;
}

}  // namespace

void draw_sources(const std::filesystem::path& out, const Recording& r,
                  const Unmixed& found) {
  nn::save_rows(
      out / "unmixed.svg",
      {{signals("sources | 源信号", r.sources), scatter("", r.sources)},
       {signals("recordings | 录音", r.x), scatter("", r.x)},
       {signals("PCA | 主成分分析", found.pca), scatter("", found.pca)},
       {signals("ICA | 独立成分分析", found.ica.sources),
        scatter("", found.ica.sources)}});
}

}  // namespace chapter12
