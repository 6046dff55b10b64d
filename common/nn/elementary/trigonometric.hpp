/// What sin, cos and tan have in common: x minus a multiple of pi / 2.
#pragma once

#include "nn/elementary/pair.hpp"

namespace nn::elementary {

/// x = n pi / 2 + rest, |rest| <= pi / 4 (or slightly more); quadrant = n
/// modulo 4.
struct Angle {
  Pair rest;
  unsigned quadrant;
};

/// For every finite x; the rest has 60 bits or more, even close to a multiple.
Angle reduced_angle(double x);

}  // namespace nn::elementary
