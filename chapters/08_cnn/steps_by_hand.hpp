/// The steps that need no data: small numbers, formulas, shapes, speed.
#pragma once

#include "nn/program/program.hpp"

namespace chapter08 {

void a_kernel_slides();
void padding_and_stride();
void several_channels();
void pooling();
void one_matrix_product(const nn::Options& options);
void backward_by_hand(const nn::Options& options);
void two_small_for_one_large(const nn::Options& options);
void shapes_of_lenet();
void not_flattened();
void how_fast(const nn::Options& options);

}  // namespace chapter08
