#include "samples.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace chapter11 {

Samples samples_of(const nn::Table& table) {
  return {table.x, arma::conv_to<arma::uvec>::from(table.labels),
          table.classes()};
}

Samples subset(const Samples& data, const arma::uvec& chosen) {
  return {data.x.cols(chosen), data.y.elem(chosen), data.classes};
}

arma::uvec shuffled_indices(arma::uword n, nn::Random& random) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  random.shuffle(order);
  return arma::conv_to<arma::uvec>::from(order);
}

Split split(const Samples& data, double share, nn::Random& random) {
  const arma::uvec order = shuffled_indices(data.size(), random);
  const auto train = arma::uword(std::lround(share * double(data.size())));
  return {subset(data, order.head(train)),
          subset(data, order.tail(data.size() - train))};
}

Samples two_moons(arma::uword n, double noise, nn::Random& random) {
  Samples data{arma::mat(2, n), arma::uvec(n), 2};
  for (arma::uword i = 0; i < n; ++i) {
    const double angle = std::numbers::pi * random.uniform();
    const double c = std::cos(angle), s = std::sin(angle);
    data.y(i) = i % 2;
    data.x(0, i) = (i % 2 == 0 ? c : 1 - c) + noise * random.normal();
    data.x(1, i) = (i % 2 == 0 ? s : 0.5 - s) + noise * random.normal();
  }
  return data;
}

Samples ten_normals(arma::uword n, nn::Random& random) {
  Samples data{arma::mat(10, n), arma::uvec(n), 2};
  for (double& value : data.x)
    value = random.normal();
  for (arma::uword i = 0; i < n; ++i)
    data.y(i) = arma::accu(arma::square(data.x.col(i))) > 9.34 ? 1 : 0;
  return data;
}

double error_rate(const arma::uvec& predicted, const arma::uvec& y) {
  arma::uword wrong = 0;
  for (arma::uword i = 0; i < y.n_elem; ++i)
    wrong += predicted(i) != y(i) ? 1 : 0;
  return double(wrong) / double(y.n_elem);
}

arma::mat one_hot(const arma::uvec& y, arma::uword classes) {
  arma::mat targets(classes, y.n_elem, arma::fill::zeros);
  for (arma::uword i = 0; i < y.n_elem; ++i)
    targets(y(i), i) = 1;
  return targets;
}

arma::uvec largest_row(const arma::mat& scores) {
  return arma::index_max(scores, 0).t();
}

}  // namespace chapter11
