#include "nn/core/buffer.hpp"

#include <atomic>
#include <cstdint>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace nn {
namespace {

constexpr std::align_val_t cache_line{64};
constexpr std::size_t huge_page = std::size_t{2} << 20;
/// Allocations of at least this size get their own huge pages: it is the
/// smallest batch or weight matrix worth it, and bounds the memory wasted.
constexpr std::size_t large = huge_page / 8;

/// Large allocations start at different offsets within their page. If all
/// started at the same one, element i of several vectors would compete for the
/// same few cache lines.
constexpr std::size_t places = 16, place_size = 4096 + 64;

std::size_t whole_pages(std::size_t bytes) {
  const std::size_t all = bytes + places * place_size;
  return (all + huge_page - 1) / huge_page * huge_page;
}

}  // namespace

void* allocate_aligned(std::size_t bytes) {
  if (bytes < large) return ::operator new(bytes, cache_line);
  static std::atomic<std::size_t> count = 0;
  const std::size_t size = whole_pages(bytes);
  auto* memory = static_cast<std::byte*>(
      ::operator new (size, std::align_val_t{huge_page}));
#if defined(__linux__)
  madvise(memory, size, MADV_HUGEPAGE);  // only a hint
#endif
  return memory + count++ % places * place_size;
}

void free_aligned(void* memory, std::size_t bytes) {
  if (bytes < large) return ::operator delete(memory, cache_line);
  // The offset is less than a huge page: the memory began at the page's start.
  const auto offset = reinterpret_cast<std::uintptr_t>(memory) % huge_page;
  ::operator delete (static_cast<std::byte*>(memory) - offset,
                     std::align_val_t{huge_page});
}

}  // namespace nn
