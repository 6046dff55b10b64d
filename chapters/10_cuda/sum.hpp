/// The sum of n numbers, in three correct ways and a wrong one.
#pragma once

namespace chapter10 {

/// Threads in the single block that adds.
inline constexpr int adders = 256;

/// *y = x[0] + ... + x[n - 1], all in device memory.
void sum_by_atomics(int n, const float* x, float* y);
void sum_by_tree(int n, const float* x, float* y);
void sum_by_shuffles(int n, const float* x, float* y);
/// The tree, but a barrier is missing.
void sum_without_barrier(int n, const float* x, float* y);

}  // namespace chapter10
