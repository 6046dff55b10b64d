/// Winograd's transforms along one axis, `lanes` channels at a time.
#pragma once

#include "nn/core/simd.hpp"

namespace nn::cpu::winograd {

// #region winograd_transforms
// #region winograd_forward
/// B' d: what a tile's input becomes, along one axis.
inline void input_axis(Vector& a, Vector& b, Vector& c, Vector& d) {
  const Vector a0 = a, b0 = b, c0 = c, d0 = d;
  a = a0 - c0;
  b = b0 + c0;
  c = c0 - b0;
  d = b0 - d0;
}

/// A' m: two numbers of the output from four, along one axis.
inline void output_axis(Vector a, Vector b, Vector c, Vector d, Vector& first,
                        Vector& second) {
  first = a + b + c;
  second = b - c - d;
}
// #endregion winograd_forward

/// A y: the other way around.
inline void gradient_axis(Vector first, Vector second, Vector& a, Vector& b,
                          Vector& c, Vector& d) {
  a = first;
  b = first + second;
  c = first - second;
  d = -second;
}

/// B v: the gradient of a tile's input, from that of what it became.
inline void patch_axis(Vector& a, Vector& b, Vector& c, Vector& d) {
  const Vector a0 = a, b0 = b, c0 = c;
  b = b0 - c0 + d;
  c = b0 + c0 - a0;
  d = -d;
}

/// G w: four numbers from three.
inline void weight_axis(Vector p, Vector q, Vector r, Vector& a, Vector& b,
                        Vector& c, Vector& d) {
  const Vector outer = 0.5f * (p + r), middle = 0.5f * q;
  a = p;
  b = outer + middle;
  c = outer - middle;
  d = r;
}

/// G' s: three numbers from four.
inline void weight_gradient_axis(Vector a, Vector b, Vector c, Vector d,
                                 Vector& p, Vector& q, Vector& r) {
  const Vector sum = 0.5f * (b + c);
  p = a + sum;
  q = 0.5f * (b - c);
  r = sum + d;
}
// #endregion winograd_transforms

}  // namespace nn::cpu::winograd
