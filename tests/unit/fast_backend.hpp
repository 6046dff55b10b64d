/// The backend that tests compare with the formulas: the CPU's, or the one
/// whose file tests/cuda names when it builds them again.
#pragma once

#ifndef NN_FAST_BACKEND
#define NN_FAST_BACKEND "unit/fast_cpu.hpp"
#endif

#include NN_FAST_BACKEND
