#include "starts.hpp"

#include "kmeans.hpp"
#include "quality.hpp"

namespace chapter12 {

arma::mat poor_start(const arma::mat& x) {
  const arma::uvec order =
      arma::stable_sort_index(arma::sum(x, 0).t(), "descend");
  return x.cols(order.head(4));
}

arma::vec final_inertias(const arma::mat& x, arma::uword k, int runs,
                         bool plus_plus, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 1);
  arma::vec inertias(arma::uword(runs), arma::fill::zeros);
  for (double& inertia : inertias)
    inertia = lloyd(x, plus_plus ? spread_start(x, k, random)
                                 : random_start(x, k, random))
                  .inertia.back();
  return inertias;
}

double share_below(const arma::vec& values, double limit) {
  return double(arma::accu(values <= limit)) / double(values.n_elem);
}

std::vector<CountOfClusters> try_counts(const arma::mat& x, arma::uword most,
                                        std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 2);
  std::vector<CountOfClusters> counts;
  for (arma::uword k = 1; k <= most; ++k) {
    const KMeans found = kmeans(x, k, 20, random);
    CountOfClusters count{k, found.inertia.back()};
    if (k > 1) {
      count.fall = 1 - count.inertia / counts.back().inertia;
      count.silhouette = silhouette(x, found.labels);
    }
    counts.push_back(count);
  }
  return counts;
}

double purity(const arma::uvec& clusters, const arma::uvec& groups) {
  arma::uword right = 0;
  for (arma::uword k = 0; k <= clusters.max(); ++k) {
    const arma::uvec own = groups.elem(arma::find(clusters == k));
    arma::uword most = 0;
    for (arma::uword g = 0; g <= groups.max(); ++g)
      most = std::max<arma::uword>(most, arma::accu(own == g));
    right += most;
  }
  return double(right) / double(groups.n_elem);
}

}  // namespace chapter12
