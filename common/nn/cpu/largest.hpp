/// The largest of some pixels, all channels at once.
#pragma once

#include "nn/core/simd.hpp"

namespace nn::cpu {

// #region max_pool
/// The larger of two pixels, all channels at once, with its place; a NaN wins
/// against any number, and the first of two equals.
struct Largest {
  Vector value;
  Integers place;
  // #region larger
  Largest against(const Largest& other) const {
    const Integers wins = (other.value > value) | (other.value != other.value);
    return {wins ? other.value : value, wins ? other.place : place};
  }
  // #endregion larger
};

/// Of the four pixels of a 2x2 window, a and b above c and d.
inline Largest largest(Vector a, Vector b, Vector c, Vector d) {
  const Largest top = Largest{a, Integers{}}.against({b, 1 - Integers{}});
  const Largest low = Largest{c, 2 - Integers{}}.against({d, 3 - Integers{}});
  return top.against(low);
}
// #endregion max_pool

/// The way back: d goes to the pixel that was the largest, 0 to the others.
inline void spread(Vector d, Integers place, float* a, float* b, float* c,
                   float* e) {
  store(a, place == 0 ? d : Vector{});
  store(b, place == 1 ? d : Vector{});
  store(c, place == 2 ? d : Vector{});
  store(e, place == 3 ? d : Vector{});
}

}  // namespace nn::cpu
