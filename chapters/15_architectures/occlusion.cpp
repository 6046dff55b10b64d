#include "occlusion.hpp"

#include <algorithm>

#include "nn/training/metrics.hpp"

namespace chapter15 {
namespace {

std::vector<arma::uvec> places_of(const nn::Shape& image, const Patch& patch) {
  std::vector<arma::uvec> places;
  for (arma::uword i = 0; i + patch.side <= image.height; i += patch.stride)
    for (arma::uword j = 0; j + patch.side <= image.width; j += patch.stride)
      places.push_back(square_pixels(image, {i, j}, patch.side));
  return places;
}

}  // namespace

// #region occlusion
arma::fvec occlusion(nn::Model<nn::Cpu>& net, const arma::fvec& x,
                     std::int32_t of_class, const Patch& patch) {
  const auto places = places_of(net.input_shape(), patch);
  arma::fmat covered = arma::repmat(x, 1, places.size() + 1);
  for (std::size_t k = 0; k < places.size(); ++k)
    for (const arma::uword pixel : places[k])
      covered(pixel, k) = patch.gray;
  const arma::frowvec p =
      nn::softmax(net.forward(covered, nn::Mode::evaluate)).row(of_class);
  arma::fvec drops(x.n_elem, arma::fill::zeros), count(drops);
  for (std::size_t k = 0; k < places.size(); ++k) {
    drops.elem(places[k]) += p.back() - p(k);  // the last is not covered
    count.elem(places[k]) += 1;
  }
  return drops / arma::clamp(count, 1, arma::fdatum::inf);
}
// #endregion occlusion

}  // namespace chapter15
