/// A first kernel: one thread for each number.
#pragma once

namespace chapter10 {

/// y += a x, n numbers each in device memory, in blocks of `threads`.
void add_scaled(int n, float a, const float* x, float* y, int threads);

/// Identifies each thread: its block, and its index in it.
void who_am_i(int n, int* block, int* thread, int threads);

}  // namespace chapter10
