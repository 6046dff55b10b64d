#include "maps.hpp"

#include "grad_cam.hpp"

namespace chapter15 {

const char* title_of(MapKind kind) {
  switch (kind) {
    case MapKind::gradient:
      return "gradient | 梯度";
    case MapKind::product:
      return "gradient x input | 梯度 × 输入";
    case MapKind::grad_cam:
      return "Grad-CAM";
    default:
      return "occlusion | 遮挡";
  }
}

// #region maps
arma::fmat Maps::of(MapKind kind, const arma::fmat& x,
                    const ClassList& classes) {
  switch (kind) {
    case MapKind::gradient:
      return arma::abs(logit_gradient(net_, x, classes));
    case MapKind::product:
      return arma::abs(logit_gradient(net_, x, classes) % x);
    case MapKind::grad_cam:
      return enlarged_grad_cam(x, classes);
    default:
      return all_occlusions(x, classes);
  }
}
// #endregion maps

arma::fmat Maps::enlarged_grad_cam(const arma::fmat& x,
                                   const ClassList& classes) {
  const arma::fmat coarse = grad_cam(net_, x, classes);
  const nn::Shape places = watch_of(net_).shape();
  arma::fmat maps(arma::size(x));
  for (arma::uword i = 0; i < x.n_cols; ++i)
    maps.col(i) = enlarged_map(coarse.col(i), places, net_.input_shape());
  return maps;
}

arma::fmat Maps::all_occlusions(const arma::fmat& x, const ClassList& classes) {
  arma::fmat maps(arma::size(x));
  for (arma::uword i = 0; i < x.n_cols; ++i)
    maps.col(i) = arma::clamp(occlusion(net_, x.col(i), classes[i], patch_), 0,
                              arma::fdatum::inf);
  return maps;
}

}  // namespace chapter15
