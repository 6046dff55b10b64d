#include <new>

#include <sys/mman.h>

#include "watch.hpp"

namespace cuda_on_cpu {
namespace {

// Zeros, backed by memory only where they are touched.
void* zeros(std::size_t bytes) {
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return memory;
}

std::size_t words(std::size_t bytes) {
  return bytes / 4 + 1;
}

}  // namespace

WatchedMemory::WatchedMemory(const char* begin, std::size_t bytes)
    : begin_(begin),
      bytes_(bytes),
      words_(static_cast<Word*>(zeros(words(bytes) * sizeof(Word)))),
      written_(static_cast<std::uint8_t*>(zeros(bytes))) {}

WatchedMemory::~WatchedMemory() {
  munmap(words_, words(bytes_) * sizeof(Word));
  munmap(written_, bytes_);
}

}  // namespace cuda_on_cpu
