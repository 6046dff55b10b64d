/// Device memory, and pinned host memory.
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace cuda_on_cpu {

enum class Place { device, pinned };

/// Memory of its own pages, so that it can be closed to the host.
struct Allocation {
  Place place = Place::device;
  char* pages = nullptr;  ///< what was mapped; behind it a guard page
  std::size_t page_bytes = 0;
  char* begin = nullptr;  ///< what was asked for: up to the guard page
  std::size_t bytes = 0;
  bool freed = false;
  const void* where = nullptr;  ///< the line that asked
};

/// Fills new memory with 0xff: a float that was never written is NaN.
/// Null if there is none.
void* allocate(Place place, std::size_t bytes, const void* where);
/// False if `memory` is not the beginning of a living one.
bool release(Place place, void* memory);
/// The allocation, freed ones included, whose pages hold `address`, or null.
Allocation* find_allocation(const void* address);
/// Whether all of [memory, memory + bytes) belongs to one living allocation.
bool holds(Place place, const void* memory, std::size_t bytes);
/// For messages: "12 bytes behind the end of 400 bytes of device memory …"
std::string describe(const void* address);

/// While one exists, device memory can be read and written: a kernel runs.
class DeviceWork {
 public:
  DeviceWork();
  ~DeviceWork();
  DeviceWork(const DeviceWork&) = delete;
  DeviceWork& operator=(const DeviceWork&) = delete;
};

}  // namespace cuda_on_cpu
