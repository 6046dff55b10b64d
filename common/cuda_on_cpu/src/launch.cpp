#include "cuda_on_cpu/launch.h"

#include <utility>

#include "block.hpp"
#include "report.hpp"
#include "stream.hpp"

namespace cuda_on_cpu {
namespace {

constexpr unsigned max_threads = 1024, max_grid_yz = 65535;

bool valid(const cudaLaunchConfig_t& config) {
  const dim3 b = config.blockDim, g = config.gridDim;
  return b.x > 0 && b.y > 0 && b.z > 0 && b.x <= max_threads &&
         b.y <= max_threads && b.z <= 64 && b.x * b.y * b.z <= max_threads &&
         g.x > 0 && g.x <= 0x7fffffff && g.y > 0 && g.y <= max_grid_yz &&
         g.z > 0 && g.z <= max_grid_yz;
}

}  // namespace

cudaError_t launch(const cudaLaunchConfig_t& config,
                   std::shared_ptr<const Call> call, const void*) {
  if (!valid(config)) return remember(cudaErrorInvalidConfiguration);
  if (config.dynamicSmemBytes != 0) return remember(cudaErrorNotSupported);
  return enqueue(config.stream, {[call = std::move(call), grid = config.gridDim,
                                  block = config.blockDim] {
                   Grid::instance().run(*call, grid, block);
                 }});
}

}  // namespace cuda_on_cpu
