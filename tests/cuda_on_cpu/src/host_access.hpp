/// Accesses to memory that is closed: by the host to the device's, or by a
/// kernel to what does not exist. They are signals, and become reports.
#pragma once

namespace cuda_on_cpu {

/// From now on. Others may have taken the signal since: call it again then.
void watch_host_access();

}  // namespace cuda_on_cpu
