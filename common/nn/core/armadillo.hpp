/// The one place that includes <armadillo>. It is the precompiled header of
/// the library, the chapters and the tests.
#pragma once

#include <algorithm>
#include <armadillo>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "nn/core/blas.hpp"

namespace nn {

/// Every program that can multiply matrices selects the right BLAS kernels
/// before main() starts; see nn/core/blas.hpp.
inline const bool blas_is_ready = (select_blas_kernels(), true);

}  // namespace nn
