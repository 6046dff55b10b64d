#include "steps_kmeans.hpp"

#include "nn/core/print.hpp"

#include "images.hpp"
#include "kmeans.hpp"
#include "points.hpp"
#include "quality.hpp"
#include "show/figures_kmeans.hpp"
#include "starts.hpp"

namespace chapter12 {

void lloyds_two_steps(const nn::Options& options) {
  nn::heading("k-means: assign, average, again");
  const Points points = four_groups(50, options.seed);
  const KMeans found = lloyd(points.x, poor_start(points.x));
  fmt::print("  {} points, 4 centers\n  pass   inertia   labels changed\n",
             points.x.n_cols);
  arma::uvec before;
  for (std::size_t pass = 0; pass < found.way.size(); ++pass) {
    const arma::uvec labels = nearest(found.way[pass], points.x);
    fmt::print("  {:4}  {:8.2f}   {}\n", pass + 1, found.inertia[pass],
               pass == 0 ? std::string("all")
                         : fmt::format("{}", arma::accu(labels != before)));
    before = labels;
  }
  draw_lloyd(options.out, points, found);
}

void starts(const nn::Options& options) {
  const int runs = options.smoke ? 20 : 500;
  nn::heading(fmt::format("{} starts of each kind", runs));
  const Points points = four_groups(50, options.seed);
  const arma::vec random = final_inertias(points.x, 4, runs, false, 1);
  const arma::vec spread = final_inertias(points.x, 4, runs, true, 2);
  const double best = std::min(random.min(), spread.min());
  fmt::print(
      "  start                best     mean    worst   within 1 % of the "
      "best\n");
  for (const auto& [name, inertias] :
       {std::pair{"4 random points", random}, {"k-means++", spread}})
    fmt::print("  {:<18} {:6.1f}   {:6.1f}   {:6.1f}   {:5.1f} %\n", name,
               inertias.min(), arma::mean(inertias), inertias.max(),
               100 * share_below(inertias, 1.01 * best));
  draw_starts(options.out, random, spread);
}

void how_many(const nn::Options& options) {
  nn::heading("How many clusters? The elbow and the silhouette");
  const Points points = four_groups(50, options.seed);
  const std::vector<CountOfClusters> counts =
      try_counts(points.x, 8, options.seed);
  fmt::print("  k    inertia   fell by   silhouette\n");
  for (const CountOfClusters& c : counts)
    fmt::print("  {}  {:9.1f}   {:>7}   {:>10}\n", c.k, c.inertia,
               c.k == 1 ? "" : fmt::format("{:.0f} %", 100 * c.fall),
               c.k == 1 ? "" : fmt::format("{:.3f}", c.silhouette));
  draw_counts(options.out, counts);
}

void clusters_of_digits(const nn::Options& options) {
  nn::heading("Ten clusters of handwritten digits");
  const Images digits = small_digits();
  nn::Random random(options.seed, nn::Stream::general, 12);
  const KMeans found = kmeans(digits.x, 10, options.smoke ? 1 : 10, random);
  fmt::print("  cluster   images   most are   of them\n");
  for (arma::uword k = 0; k < 10; ++k) {
    const arma::uvec own = digits.labels.elem(arma::find(found.labels == k));
    const arma::uvec count = arma::hist(own, arma::regspace<arma::uvec>(0, 9));
    fmt::print("  {:7}   {:6}   {:8}   {:5.1f} %\n", k, own.n_elem,
               count.index_max(),
               100 * double(count.max()) / double(own.n_elem));
  }
  fmt::print(
      "  if each image gets its cluster's commonest digit: {:.1f} % right\n"
      "  agreement with the digits (adjusted Rand index): {:.3f}\n",
      100 * purity(found.labels, digits.labels),
      agreement(found.labels, digits.labels));
  draw_centers(options.out, found, digits);
}

}  // namespace chapter12
