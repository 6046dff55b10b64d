#include "kmeans.hpp"

#include "nn/core/error.hpp"

#include "distances.hpp"

namespace chapter12 {

// #region steps
arma::uvec nearest(const arma::mat& centers, const arma::mat& x) {
  return arma::index_min(squared_distances(centers, x), 0).t();
}

arma::mat means_of(const arma::mat& x, const arma::uvec& labels,
                   arma::mat centers) {
  for (arma::uword k = 0; k < centers.n_cols; ++k) {
    const arma::uvec own = arma::find(labels == k);
    if (!own.is_empty()) centers.col(k) = arma::mean(x.cols(own), 1);
  }
  return centers;
}

double inertia(const arma::mat& x, const arma::mat& centers,
               const arma::uvec& labels) {
  return arma::accu(arma::square(x - centers.cols(labels)));
}
// #endregion steps

// #region lloyd
KMeans lloyd(const arma::mat& x, arma::mat centers, int most) {
  KMeans found;
  for (int pass = 0; pass < most; ++pass) {
    const arma::uvec labels = nearest(centers, x);
    found.inertia.push_back(inertia(x, centers, labels));
    found.way.push_back(centers);
    const bool settled = pass > 0 && arma::all(labels == found.labels);
    found.labels = labels;
    if (settled) break;
    centers = means_of(x, labels, std::move(centers));
  }
  found.centers = found.way.back();
  return found;
}
// #endregion lloyd

arma::mat random_start(const arma::mat& x, arma::uword k, nn::Random& random) {
  arma::mat centers(x.n_rows, 0);
  std::vector<std::uint32_t> order(x.n_cols);
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  random.shuffle(order);
  for (arma::uword i = 0; i < k; ++i)
    centers.insert_cols(i, x.col(order[i]));
  return centers;
}

// #region spread-start
arma::mat spread_start(const arma::mat& x, arma::uword k, nn::Random& random) {
  if (k < 1 || k > x.n_cols)
    throw nn::UsageError(
        fmt::format("k-means: {} centers of {} points", k, x.n_cols));
  arma::mat centers = x.col(random.integer(std::uint32_t(x.n_cols)));
  arma::rowvec far = squared_distances(centers, x);
  while (centers.n_cols < k) {
    double remaining = random.uniform() * arma::accu(far);
    arma::uword drawn = 0;  // walk along the points until the share is used up
    while (drawn + 1 < x.n_cols && (remaining -= far(drawn)) > 0)
      ++drawn;
    centers.insert_cols(centers.n_cols, x.col(drawn));
    far = arma::min(far, squared_distances(x.col(drawn), x));
  }
  return centers;
}
// #endregion spread-start

KMeans kmeans(const arma::mat& x, arma::uword k, int runs, nn::Random& random) {
  KMeans best;
  for (int run = 0; run < runs; ++run) {
    KMeans found = lloyd(x, spread_start(x, k, random));
    if (run == 0 || found.inertia.back() < best.inertia.back())
      best = std::move(found);
  }
  return best;
}

}  // namespace chapter12
