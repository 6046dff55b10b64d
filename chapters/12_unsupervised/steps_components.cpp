#include "steps_components.hpp"

#include "nn/core/print.hpp"
#include "nn/core/random.hpp"

#include "components.hpp"
#include "images.hpp"
#include "points.hpp"
#include "show/figures_components.hpp"
#include "svd.hpp"

namespace chapter12 {
namespace {

double worst(const arma::mat& difference) {
  return arma::abs(difference).max();
}

/// Columns of b with the signs of those of a: components have none of their
/// own.
arma::mat same_signs(const arma::mat& a, arma::mat b) {
  for (arma::uword k = 0; k < b.n_cols; ++k)
    if (arma::dot(a.col(k), b.col(k)) < 0) b.col(k) *= -1;
  return b;
}

Images some_digits(const nn::Options& options) {
  const Images all = small_digits();
  return options.smoke ? all.first(200) : all;
}

}  // namespace

void two_ways_to_components(const nn::Options& options) {
  nn::heading("One analysis, two ways to compute it");
  const arma::mat x = long_groups(80, options.seed).x;
  const Components eigen = components_by_covariance(x);
  const Components singular = components_by_svd(x);
  fmt::print("                             first   second\n");
  fmt::print("  eigenvalues of covariance  {}\n",
             nn::numbers(eigen.variance.t(), 3, 6));
  fmt::print("  squared singular values/n  {}\n",
             nn::numbers(singular.variance.t(), 3, 6));
  const Images digits = some_digits(options);
  const Components a = components_by_covariance(digits.x);
  const Components b = components_by_svd(digits.x);
  const arma::mat first = a.directions.head_cols(20);
  fmt::print(
      "  {} digits: largest difference of variances {:.0e}, of the first 20\n"
      "  directions {:.0e}\n",
      digits.x.n_cols, worst(a.variance - b.variance),
      worst(first - same_signs(first, b.directions.head_cols(20))));
  draw_axes(options.out, x, eigen);
}

void the_misprint(const nn::Options& options) {
  nn::heading("M = U Sigma V', and not U Sigma V");
  const arma::mat m{{1, 2, 0}, {0, 3, 1}, {2, 0, 2}};
  const Svd svd = svd_by_rotations(m);
  const arma::mat right = svd.product() + 1e-12;  // prints no -0.00
  const arma::mat wrong = svd.misprinted();
  fmt::print("      M          Sigma     U Sigma V'          U Sigma V\n");
  for (arma::uword i = 0; i < 3; ++i)
    fmt::print("  {}  {:8.3f}  {}   {}\n", nn::numbers(m.row(i), 0, 2),
               svd.values(i), nn::numbers(right.row(i), 2, 5),
               nn::numbers(wrong.row(i), 2, 5));
  nn::Random random(options.seed, nn::Stream::general, 4);
  arma::mat tall(6, 4);
  tall.imbue([&] { return random.normal(); });
  const Svd own = svd_by_rotations(tall), lapack = svd_by_lapack(tall);
  fmt::print(
      "\n  a random 6 x 4 matrix, |M - U Sigma V'| {:.0e}, |M - U Sigma V| "
      "{:.1f}\n  singular values, by rotations and LAPACK's: difference "
      "{:.0e}\n",
      worst(tall - own.product()), worst(tall - own.misprinted()),
      worst(own.values - lapack.values));
}

void an_image_from_few_numbers(const nn::Options& options,
                               const std::optional<nn::TrainTest>& fashion) {
  nn::heading("An image from few singular values");
  const arma::mat image =
      fashion ? clothes(*fashion, 1).picture(0) : small_digits().picture(0);
  const Svd svd = svd_by_rotations(image);
  fmt::print("  rank   numbers kept   energy    root mean squared error\n");
  for (const arma::uword rank : {1u, 2u, 4u, 8u, 16u, 28u}) {
    if (rank > image.n_rows) continue;
    const double error =
        std::sqrt(arma::accu(arma::square(image - svd.product(rank))) /
                  double(image.n_elem));
    fmt::print("  {:4}   {:12}   {:6.2f} %   {:23.4f}\n", rank,
               rank * (2 * image.n_rows + 1), 100 * svd.energy(rank), error);
  }
  draw_ranks(options.out, image, svd);
}

void eigen_digits(const nn::Options& options) {
  nn::heading("Eigen-digits");
  const Images digits = small_digits();
  const Components c = components_by_covariance(digits.x);
  fmt::print("  components   variance kept   root mean squared error\n");
  for (const arma::uword k : {1u, 2u, 5u, 10u, 20u, 40u, 64u}) {
    const arma::mat error = digits.x - c.restore(c.project(digits.x, k));
    fmt::print("  {:10}   {:11.1f} %   {:23.4f}\n", k, 100 * c.explained(k),
               std::sqrt(arma::mean(arma::vectorise(arma::square(error)))));
  }
  draw_eigen_digits(options.out, digits, c);
}

void whitened_again(const nn::Options& options) {
  nn::heading("Whitening is U' with another scale");
  const Images digits = some_digits(options);
  const Components c = components_by_covariance(digits.x);
  const arma::mat z = c.whiten(digits.x, 20);
  const arma::mat spread = z * z.t() / double(z.n_cols);
  const Svd svd = svd_by_rotations(digits.x.each_col() - c.mean);
  const arma::mat v = svd.v.head_cols(20) * std::sqrt(double(z.n_cols));
  fmt::print(
      "  20 coordinates, covariance minus identity: at most {:.0e}\n"
      "  the same as sqrt(n) V', but for signs: difference {:.0e}\n",
      worst(spread - arma::mat(20, 20, arma::fill::eye)),
      worst(z.t() - same_signs(z.t(), v)));
}

}  // namespace chapter12
