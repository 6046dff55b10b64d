/// A first kernel: one thread for each number.
#pragma once

namespace chapter10 {

/// y += a x, n numbers each in device memory, in blocks of `threads`.
void add_scaled(int n, float a, const float* x, float* y, int threads);

/// What each thread is: its block, and its number in it.
void who_am_i(int n, int* block, int* thread, int threads);

}  // namespace chapter10
