/// Four answers to "which pixels decided?", each a number for every pixel.
#pragma once

#include <array>

#include "nn/cpu/cpu.hpp"
#include "nn/model/model.hpp"

#include "occlusion.hpp"

namespace chapter15 {

enum class MapKind { gradient, product, grad_cam, occlusion };
inline constexpr std::array map_kinds{MapKind::gradient, MapKind::product,
                                      MapKind::grad_cam, MapKind::occlusion};
/// "gradient | 梯度" …
const char* title_of(MapKind kind);

/// What is asked about: an image, and a class that the network may give it.
using ClassList = std::vector<std::int32_t>;

/// Draws maps of a network without BatchNorm and with a Watch, for Grad-CAM.
class Maps {
 public:
  /// `patch`: occlusion's.
  Maps(nn::Model<nn::Cpu>& net, const Patch& patch)
      : net_(net), patch_(patch) {}

  /// The larger a number, the more the pixel matters to the class, whether it
  /// speaks for or against it (gradients) or for it (the other two). None is
  /// below 0. pixels x images
  arma::fmat of(MapKind kind, const arma::fmat& x, const ClassList& classes);

 private:
  arma::fmat enlarged_grad_cam(const arma::fmat& x, const ClassList& classes);
  arma::fmat all_occlusions(const arma::fmat& x, const ClassList& classes);

  nn::Model<nn::Cpu>& net_;
  Patch patch_;
};

}  // namespace chapter15
