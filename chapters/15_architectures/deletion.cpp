#include "deletion.hpp"

#include <numeric>

#include "nn/training/metrics.hpp"

namespace chapter15 {

arma::uvec most_important_first(const arma::fvec& map, nn::Random& random) {
  std::vector<std::uint32_t> mixed(map.n_elem);
  std::iota(mixed.begin(), mixed.end(), 0u);
  random.shuffle(mixed);
  const arma::uvec pixels = arma::conv_to<arma::uvec>::from(mixed);
  const arma::fvec values = map.elem(pixels);
  return pixels.elem(arma::stable_sort_index(values, "descend"));
}

// #region deletion-curve
arma::rowvec deletion_curve(nn::Model<nn::Cpu>& net, const arma::fvec& x,
                            std::int32_t of_class, const arma::uvec& order,
                            const Deletion& deletion) {
  const arma::uword points = deletion.points;
  arma::fmat left = arma::repmat(x, 1, points);
  for (arma::uword k = 1; k < points; ++k)
    for (arma::uword i = 0; i < x.n_elem * k / (points - 1); ++i)
      left(order(i), k) = deletion.gray;
  const arma::fmat p = nn::softmax(net.forward(left, nn::Mode::evaluate));
  return arma::conv_to<arma::rowvec>::from(p.row(of_class));
}
// #endregion deletion-curve

arma::mat deletion_curves(nn::Model<nn::Cpu>& net, const arma::fmat& x,
                          const ClassList& classes, const arma::fmat& maps,
                          const Deletion& deletion, std::uint64_t seed) {
  arma::mat curves(x.n_cols, deletion.points);
  for (arma::uword i = 0; i < x.n_cols; ++i) {
    nn::Random random(seed, nn::Stream::shuffle, std::uint32_t(i));
    curves.row(i) =
        deletion_curve(net, x.col(i), classes[i],
                       most_important_first(maps.col(i), random), deletion);
  }
  return curves;
}

arma::vec areas_below(const arma::mat& curves) {
  const arma::uword last = curves.n_cols - 1;
  const arma::vec ends = (curves.col(0) + curves.col(last)) / 2;
  return (arma::sum(curves, 1) - ends) / double(last);
}

}  // namespace chapter15
