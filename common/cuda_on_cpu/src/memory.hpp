/// Device memory, and pinned host memory.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "watch.hpp"

namespace cuda_on_cpu {

enum class Place { device, pinned };

/// A part of pinned memory that a copy in a stream has still to read or write:
/// until somebody waits, the host must leave it alone.
struct Pending {
  const char* begin = nullptr;
  std::size_t bytes = 0;
  bool written = false;         ///< by the copy: the host may not even read
  const void* where = nullptr;  ///< the line that asked for the copy
};

/// Memory on its own pages, so it can be closed to the host.
struct Allocation {
  Place place = Place::device;
  std::size_t bytes = 0;
  const void* where = nullptr;  ///< the line that asked
  char* pages = nullptr;        ///< what was mapped; a guard page follows
  std::size_t page_bytes = 0;
  char* begin = nullptr;  ///< what was asked for: up to the guard page
  bool freed = false;
  std::vector<Pending> pending = {};
  std::unique_ptr<WatchedMemory> watched = nullptr;  ///< only if checked()

  bool holds(const void* address, std::size_t count) const {
    const auto* const at = static_cast<const char*>(address);
    return !freed && at >= begin && at + count <= begin + bytes;
  }
};

/// Fills new memory with 0xff: a float that was never written is NaN.
/// Null if there is none.
void* allocate(Place place, std::size_t bytes, const void* where);
/// False if `memory` is not the start of a live allocation.
bool release(Place place, void* memory);
/// The allocation, freed ones included, whose pages hold `address`, or null.
Allocation* find_allocation(const void* address);
/// Whether all of [memory, memory + bytes) belongs to one live allocation.
bool holds(Place place, const void* memory, std::size_t bytes);
/// For messages: "12 bytes behind the end of 400 bytes of device memory …"
std::string describe(const void* address);

/// A copy that has to read or write pinned memory is queued, or is over.
void begin_pending(const Pending& pending);
void end_pending(const Pending& pending);

/// While one exists, the device works and all memory is open to it.
class DeviceWork {
 public:
  DeviceWork();
  ~DeviceWork();
  DeviceWork(const DeviceWork&) = delete;
  DeviceWork& operator=(const DeviceWork&) = delete;
};

/// Opens or closes an allocation to the host, as its state requires.
void protect(const Allocation& allocation);
/// Opens it until the device works again, so the host can go on.
void open_for_now(const Allocation& allocation);

}  // namespace cuda_on_cpu
