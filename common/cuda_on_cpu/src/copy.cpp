// Memory: allocating, freeing, copying and filling it.
#include <cstring>
#include <string>

#include "memory.hpp"
#include "report.hpp"
#include "stream.hpp"

namespace cuda_on_cpu {
namespace {

cudaError_t allocate_for(Place place, void** memory, std::size_t bytes,
                         const void* where) {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  *memory = bytes == 0 ? nullptr : allocate(place, bytes, where);
  return *memory != nullptr || bytes == 0 ? cudaSuccess
                                          : remember(cudaErrorMemoryAllocation);
}

cudaError_t release_for(Place place, void* memory) {
  if (memory == nullptr) return cudaSuccess;
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  finish_all();  // so do the real calls
  return release(place, memory) ? fault() : remember(cudaErrorInvalidValue);
}

bool on_device(const void* memory) {
  const Allocation* const a = find_allocation(memory);
  return a != nullptr && a->place == Place::device;
}
bool pinned(const void* memory, std::size_t bytes) {
  return holds(Place::pinned, memory, bytes);
}

// One end of a copy: is the memory what the caller says that it is?
bool valid_end(const char* what, const void* memory, std::size_t bytes,
               bool device, const void* where) {
  const bool good =
      device ? holds(Place::device, memory, bytes) : !on_device(memory);
  if (!good) {
    report(std::string(what) + " of a copy, " + std::to_string(bytes) +
               " bytes, is " + (device ? "not all" : "") +
               " device memory: it begins in " + describe(memory),
           where, nullptr, cudaErrorInvalidValue);
  }
  return good;
}

cudaError_t copy(void* to, const void* from, std::size_t bytes,
                 cudaMemcpyKind kind, cudaStream_t stream, const void* where) {
  if (bytes == 0) return cudaSuccess;
  const bool to_device =
      kind == cudaMemcpyDefault
          ? on_device(to)
          : kind == cudaMemcpyHostToDevice || kind == cudaMemcpyDeviceToDevice;
  const bool from_device =
      kind == cudaMemcpyDefault
          ? on_device(from)
          : kind == cudaMemcpyDeviceToHost || kind == cudaMemcpyDeviceToDevice;
  if (!valid_end("the target", to, bytes, to_device, where) ||
      !valid_end("the source", from, bytes, from_device, where)) {
    return remember(cudaErrorInvalidValue);
  }
  Pending pinned_end;
  if (pinned(to, bytes)) {
    pinned_end = {static_cast<const char*>(to), bytes, true, where};
  } else if (pinned(from, bytes)) {
    pinned_end = {static_cast<const char*>(from), bytes, false, where};
  }
  return enqueue(stream, {[=] {
                            std::memcpy(to, from, bytes);
                            watch_copied(to, from, bytes);
                          },
                          nullptr, pinned_end});
}

cudaError_t fill(void* memory, int value, std::size_t bytes,
                 cudaStream_t stream, const void* where) {
  if (bytes == 0) return cudaSuccess;
  if (!valid_end("the target", memory, bytes, true, where)) {
    return remember(cudaErrorInvalidValue);
  }
  return enqueue(stream, {[=] {
                   std::memset(memory, value, bytes);
                   watch_written(memory, bytes);
                 }});
}

}  // namespace
}  // namespace cuda_on_cpu

using namespace cuda_on_cpu;

cudaError_t cudaMalloc(void** memory, std::size_t bytes) {
  return allocate_for(Place::device, memory, bytes,
                      __builtin_return_address(0));
}
cudaError_t cudaMallocHost(void** memory, std::size_t bytes) {
  return allocate_for(Place::pinned, memory, bytes,
                      __builtin_return_address(0));
}
cudaError_t cudaHostAlloc(void** memory, std::size_t bytes, unsigned) {
  return allocate_for(Place::pinned, memory, bytes,
                      __builtin_return_address(0));
}
cudaError_t cudaFree(void* memory) {
  return release_for(Place::device, memory);
}
cudaError_t cudaFreeHost(void* memory) {
  return release_for(Place::pinned, memory);
}

cudaError_t cudaMemcpy(void* to, const void* from, std::size_t bytes,
                       cudaMemcpyKind kind) {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  const auto e =
      copy(to, from, bytes, kind, nullptr, __builtin_return_address(0));
  finish(stream_of(nullptr));
  return e != cudaSuccess ? e : fault();
}

// From or to memory that is not pinned, the real call waits, too.
cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t bytes,
                            cudaMemcpyKind kind, cudaStream_t stream) {
  const auto e =
      copy(to, from, bytes, kind, stream, __builtin_return_address(0));
  if (e != cudaSuccess) return e;
  const bool pageable = (!on_device(to) && !pinned(to, bytes)) ||
                        (!on_device(from) && !pinned(from, bytes));
  if (!pageable || bytes == 0) return cudaSuccess;
  if (stream_of(stream).capture != nullptr) return refuse_in_capture();
  finish(stream_of(stream));
  return fault();
}

cudaError_t cudaMemsetAsync(void* memory, int value, std::size_t bytes,
                            cudaStream_t stream) {
  return fill(memory, value, bytes, stream, __builtin_return_address(0));
}

cudaError_t cudaMemset(void* memory, int value, std::size_t bytes) {
  if (const auto e = refuse_in_capture(); e != cudaSuccess) return e;
  return fill(memory, value, bytes, nullptr, __builtin_return_address(0));
}
