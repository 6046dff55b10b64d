/// Steps by hand: a kernel slides, channels are added up, windows are pooled.
#pragma once

#include "nn/program/program.hpp"

namespace chapter08 {

void not_flattened();
void a_kernel_slides();
void padding_and_stride();
void several_channels();
void pooling();

}  // namespace chapter08
