#include "memory.hpp"

#include <cstring>
#include <deque>

#include <sys/mman.h>
#include <unistd.h>

#include "cuda_on_cpu/api.h"
#include "source_line.hpp"

namespace cuda_on_cpu {
namespace {

std::map<const char*, Allocation> allocations;  // by their first page
std::deque<const char*> freed;                  // oldest first
int working = 0;

// Freed memory stays closed for so long, to catch who still uses it.
constexpr std::size_t keep_freed = 1000;

std::size_t page() {
  static const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

void protect(const Allocation& a, int access) {
  mprotect(a.pages, a.page_bytes, access);
}

void forget_oldest() {
  const auto found = allocations.find(freed.front());
  freed.pop_front();
  munmap(found->second.pages, found->second.page_bytes + page());
  allocations.erase(found);
}

}  // namespace

void* allocate(Place place, std::size_t bytes, const void* where) {
  Allocation a{.place = place, .bytes = bytes, .where = where};
  a.page_bytes = round_up(bytes, page());
  void* const pages =
      mmap(nullptr, a.page_bytes + page(), PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) return nullptr;
  a.pages = static_cast<char*>(pages);
  std::memset(a.pages, 0xff, a.page_bytes);
  mprotect(a.pages + a.page_bytes, page(), PROT_NONE);
  a.begin = a.pages + a.page_bytes - round_up(bytes, 16);
  if (place == Place::device && working == 0) protect(a, PROT_NONE);
  allocations[a.pages] = a;
  return a.begin;
}

bool release(Place place, void* memory) {
  Allocation* const a = find_allocation(memory);
  if (a == nullptr || a->freed || a->place != place || a->begin != memory) {
    return false;
  }
  a->freed = true;
  protect(*a, PROT_NONE);
  madvise(a->pages, a->page_bytes, MADV_DONTNEED);
  freed.push_back(a->pages);
  if (freed.size() > keep_freed) forget_oldest();
  return true;
}

Allocation* find_allocation(const void* address) {
  const auto* const at = static_cast<const char*>(address);
  auto next = allocations.upper_bound(at);
  if (next == allocations.begin()) return nullptr;
  Allocation& a = std::prev(next)->second;
  return at < a.pages + a.page_bytes + page() ? &a : nullptr;
}

bool holds(Place place, const void* memory, std::size_t bytes) {
  const Allocation* const a = find_allocation(memory);
  const auto* const at = static_cast<const char*>(memory);
  return a != nullptr && !a->freed && a->place == place && at >= a->begin &&
         at + bytes <= a->begin + a->bytes;
}

std::string describe(const void* address) {
  const Allocation* const a = find_allocation(address);
  if (a == nullptr) return "memory that is not the device's";
  const auto* const at = static_cast<const char*>(address);
  std::string text;
  if (at < a->begin) {
    text = std::to_string(a->begin - at) + " bytes before ";
  } else if (at >= a->begin + a->bytes) {
    text =
        std::to_string(at - a->begin - a->bytes) + " bytes behind the end of ";
  }
  const SourceLine& line = source_line(a->where);
  text += a->freed ? "freed " : "";
  return text + (a->place == Place::device ? "device" : "pinned") +
         " memory, " + std::to_string(a->bytes) + " bytes from " + line.file +
         ":" + std::to_string(line.line);
}

DeviceWork::DeviceWork() {
  if (working++ != 0) return;
  for (const auto& [pages, a] : allocations) {
    if (a.place == Place::device && !a.freed)
      protect(a, PROT_READ | PROT_WRITE);
  }
}

DeviceWork::~DeviceWork() {
  if (--working != 0) return;
  for (const auto& [pages, a] : allocations) {
    if (a.place == Place::device && !a.freed) protect(a, PROT_NONE);
  }
}

}  // namespace cuda_on_cpu
