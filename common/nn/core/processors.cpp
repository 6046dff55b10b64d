#include "nn/core/processors.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace nn {
namespace {

using std::filesystem::path;

/// Processors that the group `folder` allows; 0: no limit.
int limit_of(const path& folder) {
  std::string quota;  // microseconds of all processors, "max" or -1: no limit
  double period = 0;  // per this many microseconds
  if (std::ifstream file(folder / "cpu.max"); file >> quota >> period) {
    if (quota == "max") return 0;
  } else if (!(std::ifstream(folder / "cpu.cfs_quota_us") >> quota) ||
             !(std::ifstream(folder / "cpu.cfs_period_us") >> period)) {
    return 0;
  }
  const double share = std::atof(quota.c_str()) / period;
  return share > 0 && share < 1e6 ? static_cast<int>(std::ceil(share)) : 0;
}

/// The path below the root that a line of /proc/self/cgroup names: "0::/a/b" in
/// version 2, "4:cpu,cpuacct:/a/b" in version 1; empty for other lines.
path place_of(const std::string& line) {
  const std::size_t first = line.find(':');
  const std::size_t second = line.find(':', first + 1);
  if (first == line.npos || second == line.npos) return {};
  const std::string kinds = line.substr(first + 1, second - first - 1);
  const path group = path(line.substr(second + 1)).relative_path();
  if (kinds.empty()) return path(".") / group;
  const bool is_cpu = ("," + kinds + ",").find(",cpu,") != std::string::npos;
  return is_cpu ? path("cpu") / group : path();
}

int processors_by_affinity() {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return std::max(1, CPU_COUNT(&set));
#endif
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

int processors_by_cgroup(const path& membership, const path& root) {
  int least = 0;
  std::ifstream lines(membership);
  for (std::string line; std::getline(lines, line);) {
    const path place = place_of(line);
    if (place.empty()) continue;
    // A group gets no more than its ancestors. Inside a container the path may
    // be the host's: then only the root is visible.
    path folder = root / place;
    const auto steps = std::distance(place.begin(), place.end());
    for (auto i = steps; i > 0; --i, folder = folder.parent_path())
      if (const int limit = limit_of(folder); limit > 0)
        least = least == 0 ? limit : std::min(least, limit);
  }
  return least;
}

int usable_processors() {
  const int allowed = processors_by_affinity();
  const int limit = processors_by_cgroup("/proc/self/cgroup", "/sys/fs/cgroup");
  return limit > 0 ? std::min(limit, allowed) : allowed;
}

}  // namespace nn
