#include "dimensions.hpp"

#include <algorithm>

#include "nn/core/random.hpp"

namespace chapter11 {

Dimension measure_dimension(const arma::mat& train, const arma::mat& queries) {
  KdTree tree(train);
  tree.nearest(queries, 1);
  const arma::mat apart = arma::sqrt(squared_distances(train, queries));
  return {train.n_rows,
          double(tree.distances()) / double(train.n_cols * queries.n_cols),
          arma::mean(arma::min(apart, 0) / arma::mean(apart, 0))};
}

std::vector<Dimension> measure_cubes(const std::vector<arma::uword>& features,
                                     arma::uword n, std::uint64_t seed) {
  std::vector<Dimension> rows;
  for (arma::uword d : features) {
    nn::Random random(seed, nn::Stream::data, std::uint32_t(d));
    arma::mat x(d, n + 100);
    for (double& value : x)
      value = random.uniform();
    rows.push_back(measure_dimension(x.head_cols(n), x.tail_cols(100)));
  }
  return rows;
}

Ties measure_ties(double offset, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data, 100);
  const auto steps = [&] {
    return (double(random.integer(0x1000001)) - 0x800000) * 0x1p-24;
  };
  Ties ties{offset, 0, 0, 0};
  for (int trial = 0; trial < 1000; ++trial) {
    arma::vec query(10), apart(10);
    query.imbue(steps);
    apart.imbue(steps);
    query += offset;
    const arma::mat pair = arma::join_rows(query - apart, query + apart);
    const double exact = arma::accu(arma::square(apart));
    const auto error = [&](double mean) -> arma::vec {
      return squared_distances(pair - mean, query - mean) - exact;
    };
    const arma::vec far = error(0), near = error(arma::mean(query) + 0.1);
    ties.unequal += far(0) != far(1) ? 1e-3 : 0;
    ties.worst = std::max(ties.worst, arma::abs(far).max());
    ties.worst_centered = std::max(ties.worst_centered, arma::abs(near).max());
  }
  return ties;
}

}  // namespace chapter11
