/// Derivatives held against differences, for every entry of the table.
#pragma once

#include "operation_table.hpp"

namespace chapter14 {

// #region distances
/// How far derivatives are from what they should be, relative where numbers are
/// above 1; infinite if there is a NaN.
struct CheckedDistances {
  double gradient = 0;  ///< backward, from central differences
  double forward = 0;   ///< forward, from a central difference
  double adjoint = 0;   ///< <u, J v> from <J' u, v>
  double second = 0;  ///< Hessian-vector products, from gradients' differences
  std::size_t numbers = 0;  ///< derivatives that were compared
};
// #endregion distances

/// Of one example, with numbers drawn from `seed`.
CheckedDistances distances(const Entry& entry, const Example& example,
                           std::uint64_t seed);
/// The worst of all examples of an entry.
CheckedDistances distances(const Entry& entry, std::uint64_t seed = 1);

}  // namespace chapter14
