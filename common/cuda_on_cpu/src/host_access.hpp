/// Accesses to closed memory: by the host to the device's, or by a kernel to
/// memory that does not exist. They raise signals, which become reports.
#pragma once

namespace cuda_on_cpu {

/// Starts watching. Call it again when others may have taken the signal.
void watch_host_access();

}  // namespace cuda_on_cpu
