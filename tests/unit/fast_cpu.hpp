/// The fast backend is the CPU's. See fast_backend.hpp.
#pragma once

#include "nn/cpu/cpu.hpp"

/// For models.
using FastBackend = nn::Cpu;
/// Its operations, on matrices in main memory.
using Fast = nn::Cpu;

/// Relative, for a sum of thousands of squares: it is in double.
inline constexpr double norm_bound = 1e-13;
