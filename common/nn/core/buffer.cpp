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
/// Pieces from here on get huge pages of their own: the smallest batch and
/// weight matrix that are worth it, the most memory that may be lost.
constexpr std::size_t large = huge_page / 8;

/// Large pieces begin at different places of their page. If all began at the
/// same one, the numbers i of several vectors would compete for the same few
/// places in the cache.
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
  madvise(memory, size, MADV_HUGEPAGE);  // a wish: without it all works, too
#endif
  return memory + count++ % places * place_size;
}

void free_aligned(void* memory, std::size_t bytes) {
  if (bytes < large) return ::operator delete(memory, cache_line);
  // The offset is below a huge page: its start is where the memory began.
  const auto offset = reinterpret_cast<std::uintptr_t>(memory) % huge_page;
  ::operator delete (static_cast<std::byte*>(memory) - offset,
                     std::align_val_t{huge_page});
}

}  // namespace nn
