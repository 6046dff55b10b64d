/// The backend that tests compare with the formulas: here the CPU's. tests/cuda
/// has a file of this name, too, so the same tests serve both.
#pragma once

#include "nn/cpu/cpu.hpp"

/// For models.
using FastBackend = nn::Cpu;
/// Its operations, on matrices in main memory.
using Fast = nn::Cpu;

/// Relative, for a sum of thousands of squares: it is in double.
inline constexpr double norm_bound = 1e-13;
