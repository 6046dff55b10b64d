/// Occlusion: how much a class loses when a part of the image is covered.
#pragma once

#include <cstdint>

#include "nn/cpu/cpu.hpp"
#include "nn/model/model.hpp"

#include "squares.hpp"

namespace chapter15 {

/// What covers: a square of one gray that takes a place every `stride` pixels.
struct Patch {
  arma::uword side = 6, stride = 2;
  float gray = 0;
};

/// For each pixel: by how much the probability of the class falls when a patch
/// covers it, the mean of all patches that do (Zeiler and Fergus, ECCV 2014).
/// x: one image.
arma::fvec occlusion(nn::Model<nn::Cpu>& net, const arma::fvec& x,
                     std::int32_t of_class, const Patch& patch);

}  // namespace chapter15
