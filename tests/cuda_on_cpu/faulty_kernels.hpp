/// Kernels that are wrong on purpose, each in one line, which ends in its
/// name; and right ones like them.
#pragma once

#include <cuda_runtime.h>

__global__ void reverse(float* x);
__global__ void reverse_without_barrier(float* x);
__global__ void overwrite_too_early(float* x);
__global__ void write_after_readers(float* x);
__global__ void sum_by_warp(const float* x, float* y);
__global__ void warp_without_syncwarp(const float* x, float* y);
__global__ void divergent_barrier(int n);
__global__ void two_barriers(int n, float* x);
__global__ void early_return(int n);
__global__ void shuffle_in_branch(float* x);
__global__ void shuffle_behind_barrier(float* x);
__global__ void foreign_lane(float* x);
__global__ void wrong_mask(float* x);
__global__ void half_warps(float* x);
__global__ void vote(int* x);
__global__ void one_too_far(int n, float* x);
__global__ void one_too_early(float* x);
__global__ void beyond_shared(float* x);
__global__ void never_written(const float* x, float* y);
__global__ void never_written_shared(float* y);
__global__ void all_write_one(float* x);
__global__ void count_without_atomic(int* x);
__global__ void count(int* x);
__global__ void blocks_share(float* x);
__global__ void bytes(unsigned char* x);
__global__ void add(int n, float value, float* x);
template <int N>
__global__ void fill_from_shared(float value, float* x);
