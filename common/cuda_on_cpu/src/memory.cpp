#include "memory.hpp"

#include <cstring>
#include <deque>
#include <map>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

#include "cuda_on_cpu/control.h"
#include "host_access.hpp"
#include "source_line.hpp"
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(begin, bytes) ((void)(begin), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(begin, bytes) ((void)(begin), (void)(bytes))
#endif

namespace cuda_on_cpu {
namespace {

std::map<const char*, Allocation> allocations;  // by their first page
std::deque<const char*> freed;                  // oldest first
int working = 0;

// How many freed allocations stay closed, to catch late accesses.
constexpr std::size_t keep_freed = 1000;

std::size_t page() {
  static const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

void set_access(const Allocation& a, int access) {
  mprotect(a.pages, a.page_bytes, access);
}

void forget_oldest() {
  const auto found = allocations.find(freed.front());
  freed.pop_front();
  Allocation& a = found->second;
  ASAN_UNPOISON_MEMORY_REGION(a.pages, a.page_bytes);
  munmap(a.pages, a.page_bytes + page());
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
  ASAN_POISON_MEMORY_REGION(a.pages, a.page_bytes);
  ASAN_UNPOISON_MEMORY_REGION(a.begin, bytes);
  if (checked()) a.watched = std::make_unique<WatchedMemory>(a.begin, bytes);
  watch_host_access();
  protect(a);
  return (allocations[a.pages] = std::move(a)).begin;
}

bool release(Place place, void* memory) {
  Allocation* const a = find_allocation(memory);
  if (a == nullptr || a->freed || a->place != place || a->begin != memory) {
    return false;
  }
  a->freed = true;
  a->watched = nullptr;
  protect(*a);
  madvise(a->pages, a->page_bytes, MADV_DONTNEED);
  freed.push_back(a->pages);
  if (freed.size() > keep_freed) forget_oldest();
  return true;
}

Allocation* find_allocation(const void* address) {
  const auto* const at = static_cast<const char*>(address);
  const auto next = allocations.upper_bound(at);
  if (next == allocations.begin()) return nullptr;
  Allocation& a = std::prev(next)->second;
  return at < a.pages + a.page_bytes + page() ? &a : nullptr;
}

bool holds(Place place, const void* memory, std::size_t bytes) {
  const Allocation* const a = find_allocation(memory);
  return a != nullptr && a->place == place && a->holds(memory, bytes);
}

std::string describe(const void* address) {
  const Allocation* const a = find_allocation(address);
  if (a == nullptr) return "memory that is not the device's";
  const auto* const at = static_cast<const char*>(address);
  const char* const end = a->begin + a->bytes;
  std::string text;
  if (at < a->begin) text = std::to_string(a->begin - at) + " bytes before ";
  if (at == end) text = "just behind the end of ";
  if (at > end) text = std::to_string(at - end) + " bytes behind the end of ";
  const SourceLine& line = source_line(a->where);
  return text + (a->freed ? "freed " : "") +
         (a->place == Place::device ? "device" : "pinned") + " memory, " +
         std::to_string(a->bytes) + " bytes from " + line.file + ":" +
         std::to_string(line.line);
}

// The device's is closed to the host; pinned memory while a copy is pending.
void protect(const Allocation& a) {
  int access = PROT_READ | PROT_WRITE;
  if (a.place == Place::device && working == 0) access = PROT_NONE;
  if (working == 0) {
    for (const Pending& p : a.pending) {
      access = p.written ? PROT_NONE : access & ~PROT_WRITE;
    }
  }
  set_access(a, a.freed ? PROT_NONE : access);
}

void open_for_now(const Allocation& a) {
  set_access(a, PROT_READ | PROT_WRITE);
}

void begin_pending(const Pending& pending) {
  Allocation* const a = find_allocation(pending.begin);
  a->pending.push_back(pending);
  protect(*a);
}

void end_pending(const Pending& pending) {
  std::vector<Pending>& all = find_allocation(pending.begin)->pending;
  for (auto p = all.begin(); p != all.end(); ++p) {
    if (p->begin == pending.begin && p->written == pending.written) {
      all.erase(p);
      return;
    }
  }
}

DeviceWork::DeviceWork() {
  if (working++ != 0) return;
  watch_host_access();
  for (const auto& [pages, a] : allocations) {
    if (!a.freed) protect(a);
  }
}

DeviceWork::~DeviceWork() {
  if (--working != 0) return;
  watch_host_access();
  for (const auto& [pages, a] : allocations) {
    if (!a.freed) protect(a);
  }
}

}  // namespace cuda_on_cpu
