/// Softmax of every column, by one thread each, and by one warp each.
#pragma once

namespace chapter10 {

/// y = softmax(z), rows x cols, column by column, in device memory.
void softmax_by_threads(int rows, int cols, const float* z, float* y);
void softmax_by_warps(int rows, int cols, const float* z, float* y);

}  // namespace chapter10
