/// OpenBLAS with the best kernels for this processor.
///
/// OpenBLAS picks its kernels by the processor's name. It does not know
/// processors newer than itself: 0.3.21 (Debian 12) takes recent Xeons for a
/// "Prescott" of 2004 and runs five times slower than it could. Other machines
/// come with OPENBLAS_CORETYPE set to something old. We compare the kernels
/// with what the processor supports and switch once, before the first product.
#pragma once

#include <string>

namespace nn {

/// What was found and what was done about it.
struct BlasReport {
  std::string config;    ///< e.g. "OpenBLAS 0.3.21 DYNAMIC_ARCH …"
  std::string detected;  ///< the core that OpenBLAS chose, e.g. "Haswell"
  std::string running;   ///< the core it runs on now, e.g. "SkylakeX"
  std::string remedy;    ///< empty, or what to do if it is still too slow
  std::string refused;   ///< empty, or why NN_BLAS_CORE is ignored
};

/// Switches the kernels if needed and tells OpenBLAS to use one thread: our
/// own threads (nn/core/threads.hpp) are the only pool. Does its work on the
/// first call; later calls return the same report. The environment variable
/// NN_BLAS_CORE names other kernels (`NN_BLAS_CORE=Haswell`), for comparison.
const BlasReport& select_blas_kernels();

}  // namespace nn
