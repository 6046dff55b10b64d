/// How many processors this process may use.
#pragma once

#include <filesystem>

namespace nn {

/// At least 1: the number of processors that the process may run on (taskset, a
/// batch system), but no more than its control group allows (a container's
/// limit).
int usable_processors();

/// What a control group and its ancestors allow, rounded up; 0 if there is no
/// limit. `membership`: a file like /proc/self/cgroup; `root`: where the groups
/// are, /sys/fs/cgroup. Handles both versions of the kernel's interface.
int processors_by_cgroup(const std::filesystem::path& membership,
                         const std::filesystem::path& root);

}  // namespace nn
