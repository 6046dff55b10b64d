#include "density.hpp"

#include <vector>

#include "distances.hpp"

namespace chapter12 {

// #region dbscan
arma::ivec dbscan(const arma::mat& x, double radius, arma::uword least) {
  const arma::umat near = squared_distances(x, x) <= radius * radius;
  const arma::urowvec core = arma::sum(near, 0) >= least;
  arma::ivec labels(x.n_cols);
  labels.fill(-1);
  arma::sword cluster = 0;
  for (arma::uword first = 0; first < x.n_cols; ++first) {
    if (!core(first) || labels(first) >= 0) continue;
    std::vector<arma::uword> open{first};  // reached, neighbors not looked at
    labels(first) = cluster;
    while (!open.empty()) {
      const arma::uword i = open.back();
      open.pop_back();
      if (!core(i)) continue;  // the cluster ends at its border points
      for (arma::uword j = 0; j < x.n_cols; ++j)
        if (near(j, i) && labels(j) < 0) {
          labels(j) = cluster;
          open.push_back(j);
        }
    }
    ++cluster;
  }
  return labels;
}
// #endregion dbscan

arma::uvec with_noise_last(const arma::ivec& labels) {
  const arma::sword noise = labels.max() + 1;
  arma::uvec groups(labels.n_elem);
  for (arma::uword i = 0; i < labels.n_elem; ++i)
    groups(i) = arma::uword(labels(i) < 0 ? noise : labels(i));
  return groups;
}

}  // namespace chapter12
