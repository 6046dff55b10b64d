#include "report_images.hpp"

#include "nn/core/language.hpp"

#include "../images.hpp"
#include "../moments.hpp"
#include "../pitfalls.hpp"
#include "../scaling.hpp"
#include "../whitening.hpp"

namespace chapter02 {

void print_moments(const nn::Dataset& data) {
  const Moments own = moments_of(data);
  const nn::PixelMoments library = nn::pixel_moments(nn::all(data));
  fmt::print(
      "                               mean   deviation\n"
      "  by hand, from counts     {:8.4f} {:11.4f}\n"
      "  by the library           {:8.4f} {:11.4f}\n"
      "  float, one after another {:8.4f}   <- wrong\n",
      own.mean, own.deviation, library.mean, library.standard_deviation,
      mean_pixel<float>(data));
}

void print_library(const nn::Dataset& data, std::size_t n) {
  const nn::PixelMoments m = nn::pixel_moments(nn::all(data));
  const arma::mat own =
      (images_of(data, 0, n).x / 255 - m.mean) / m.standard_deviation;
  const auto difference = [&](const arma::fmat& x) {
    return arma::abs(arma::conv_to<arma::mat>::from(x) - own).max();
  };
  fmt::print(
      "  (pixel / 255 - mean) / deviation on {} images, largest difference\n"
      "  from nn::to_unit_interval {:.0e}, from nn::Loader {:.0e}\n",
      n, difference(standardized_by_pixels(data, n, m)),
      difference(standardized_by_loader(data, n, m)));
}

void print_covariances(const arma::mat& x, const Components& c,
                       arma::uword kept) {
  fmt::print(
      "                          features   variance of a feature    largest\n"
      "                                       least       most    "
      "correlation\n");
  const auto row = [](const char* name, const arma::mat& prepared) {
    const arma::mat cov = covariance(prepared);
    const arma::vec v = cov.diag();
    const arma::vec d = 1 / arma::sqrt(arma::clamp(v, 1e-12, arma::datum::inf));
    arma::mat correlation = cov % (d * d.t());
    correlation.diag().zeros();
    fmt::print("  {:24} {:7} {:11.3g} {:10.3g} {:14.3f}\n", name, v.n_elem,
               v.min(), v.max(), arma::abs(correlation).max());
  };
  row("pixels / 255", x / 255);
  row("z-score of each pixel", z_score(x)(x));
  row("PCA-whitened", pca_whitened(c.first(kept), x));
}

void print_training(const std::vector<Preparation>& ways,
                    const std::vector<double>& rates,
                    const std::vector<Training>& runs) {
  const std::size_t last = runs[0].loss.size() - 1;
  fmt::print(
      "                            rate       loss after steps        "
      "test accuracy\n"
      "  {0:30} {1:>8} {2:>7} {3:>7} {1:>9} {2:>5} {3:>5}\n",
      "features", 1, 10, last);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& [loss, accuracy, weights] = runs[i];
    fmt::print(
        "  {:20} {:9.2g} {:8.4f} {:7.4f} {:7.4f} {:8.1f}% {:4.1f}% {:4.1f}%\n",
        nn::english(ways[i].name), rates[i], loss[1], loss[10], loss[last],
        100 * accuracy[1], 100 * accuracy[10], 100 * accuracy[last]);
  }
}

}  // namespace chapter02
