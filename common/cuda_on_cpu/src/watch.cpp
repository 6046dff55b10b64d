// Every access of a kernel: is it to memory that it may touch, that somebody
// wrote before, and that no other thread touches at the same time?
#include "watch.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "block.hpp"
#include "memory.hpp"
#include "report.hpp"
#include "shared_memory.hpp"
#include "source_line.hpp"
#include "traffic.hpp"

extern const char __executable_start[], _end[];  // the linker's: this program

namespace cuda_on_cpu {
namespace {

bool is_between(const char* begin, const void* address, const char* end) {
  return begin <= address && address < end;
}

// ---- Races ----

// Whether something keeps the two in order: a barrier, or being one thread.
bool ordered(const Access& before, const Access& now, bool shared) {
  if (before.launch != now.launch) return true;
  if (before.block != now.block) return shared;
  if (before.thread == now.thread || before.barrier != now.barrier) return true;
  return before.thread / 32 == now.thread / 32 &&
         before.syncwarp != now.syncwarp;
}

bool conflict(const Access& before, const Access& now, bool shared) {
  return (before.bytes & now.bytes) != 0 && !(before.atomic && now.atomic) &&
         !ordered(before, now, shared);
}

void report_race(const Access& before, const char* did, const Access& now,
                 const char* does) {
  Grid& grid = Grid::instance();
  if (!first_time(before.where, now.where)) return;
  const SourceLine& line = source_line(before.where);
  std::string what = std::string("a race: thread ") +
                     std::to_string(now.thread) + " " + does + " what thread " +
                     std::to_string(before.thread);
  if (before.block != now.block) {
    what += " of block " + std::to_string(before.block);
  }
  grid.report_and_go_on(
      what + " " + did + " in " + line.file + ":" + std::to_string(line.line) +
          (before.block == now.block ? ", without a barrier between them"
                                     : "; blocks run at the same time"),
      now.where);
}

// Keeps two readers of the word that a later write could race with.
void remember_reader(Word& word, const Access& now, bool shared) {
  Access &first = word.read[0], &second = word.read[1];
  if (ordered(first, now, shared) && first.block == now.block) {
    first = now;
  } else if (first.launch != now.launch ||
             (shared && first.block != now.block)) {
    first = now;
    second = {};
  } else if (first.thread != now.thread || first.block != now.block) {
    second = now;
  }
}

void check_race(Word& word, const Access& now, How how, bool shared) {
  const bool writes = how != How::read;
  const char* const does = how == How::read ? "reads" : "writes";
  if (conflict(word.write, now, shared)) {
    report_race(word.write, "wrote", now, does);
  }
  if (!writes) return remember_reader(word, now, shared);
  for (const Access& read : word.read) {
    if (conflict(read, now, shared)) report_race(read, "read", now, does);
  }
  word.write = now;
}

// ---- Whether it was ever written ----

void check_written(WatchedMemory& memory, const char* address,
                   std::size_t bytes, How how, const char* place,
                   const void* where) {
  const auto flags = memory.written(address, bytes);
  if (how != How::write &&
      std::find(flags.begin(), flags.end(), 0) != flags.end()) {
    Grid& grid = Grid::instance();
    if (first_time(where, nullptr)) {
      grid.report_and_go_on(
          std::string("reads ") + place + " that was never written", where);
    }
  }
  if (how != How::read) std::fill(flags.begin(), flags.end(), 1);
}

void visit(WatchedMemory& memory, const char* address, std::size_t bytes,
           How how, bool shared, const void* where) {
  Access now = Grid::instance().stamp(where);
  now.atomic = how == How::atomic;
  const char* const end = address + bytes;
  while (address < end) {
    const auto offset = reinterpret_cast<std::uintptr_t>(address) % 4;
    const auto part = std::min<std::size_t>(4 - offset, end - address);
    now.bytes = static_cast<std::uint8_t>(((1u << part) - 1) << offset);
    check_race(memory.word(address), now, how, shared);
    address += part;
  }
}

// ---- Which memory it is ----

void watch_shared(const char* address, std::size_t bytes, How how,
                  const void* where) {
  SharedVariables* const variables = find_shared(address);
  if (variables == nullptr || address + bytes > variables->end()) {
    Grid::instance().blame(std::string(how == How::read ? "reads" : "writes") +
                               " shared memory outside of any variable",
                           where);
    Grid::instance().leave();
  }
  count(Memory::shared, how, address, bytes, where);
  check_written(variables->watched, address, bytes, how,
                "shared memory, of this block,", where);
  visit(variables->watched, address, bytes, how, true, where);
}

void watch_device(Allocation* a, const char* address, std::size_t bytes,
                  How how, const void* where) {
  const bool inside = a != nullptr && !a->freed && address >= a->begin &&
                      address + bytes <= a->begin + a->bytes;
  if (!inside) {
    Grid::instance().blame(
        std::string(how == How::read ? "reads " : "writes ") +
            std::to_string(bytes) + " bytes, " + describe(address),
        where, cudaErrorIllegalAddress);
    Grid::instance().leave();
  }
  // As if every allocation began on a page boundary, as cudaMalloc's do.
  count(Memory::device, how, a->pages + (address - a->begin), bytes, where);
  if (a->place == Place::device) {
    check_written(*a->watched, address, bytes, how, "device memory", where);
  }
  visit(*a->watched, address, bytes, how, false, where);
}

}  // namespace

void watch(const void* memory, std::size_t bytes, How how, const void* where) {
  Grid& grid = Grid::instance();
  if (!grid.in_kernel() || bytes == 0) return;
  const Grid::Inside inside;
  const auto* const address = static_cast<const char*>(memory);
  if (is_between(__executable_start, address, _end)) {
    if (in_shared_memory(address)) watch_shared(address, bytes, how, where);
    return;  // threadIdx, or a table of constants
  }
  if (grid.owns(address)) return;  // its stack, its arguments
  watch_device(find_allocation(address), address, bytes, how, where);
}

void watch_written(const void* memory, std::size_t bytes) {
  Allocation* const a = find_allocation(memory);
  if (a == nullptr || a->watched == nullptr) return;
  const auto flags =
      a->watched->written(static_cast<const char*>(memory), bytes);
  std::fill(flags.begin(), flags.end(), 1);
}

// Bytes copied from unwritten memory stay unwritten.
void watch_copied(const void* to, const void* from, std::size_t bytes) {
  watch_written(to, bytes);
  Allocation* const source = find_allocation(from);
  Allocation* const target = find_allocation(to);
  if (source == nullptr || source->watched == nullptr || target == nullptr ||
      target->watched == nullptr || source->place == Place::pinned) {
    return;
  }
  const auto flags =
      source->watched->written(static_cast<const char*>(from), bytes);
  std::copy(
      flags.begin(), flags.end(),
      target->watched->written(static_cast<const char*>(to), bytes).begin());
}

void watch_read(const void* memory, std::size_t bytes, const char* what,
                const void* where) {
  Allocation* const a = find_allocation(memory);
  if (a == nullptr || a->watched == nullptr) return;
  const auto flags =
      a->watched->written(static_cast<const char*>(memory), bytes);
  if (std::find(flags.begin(), flags.end(), 0) != flags.end() &&
      first_time(where, nullptr)) {
    report(std::string(what) + " reads device memory that was never written",
           where, nullptr);
  }
}

}  // namespace cuda_on_cpu
