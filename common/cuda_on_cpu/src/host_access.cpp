#include "host_access.hpp"

#include <algorithm>
#include <string>

#include <execinfo.h>
#include <signal.h>
#include <ucontext.h>

#include "block.hpp"
#include "memory.hpp"
#include "report.hpp"
#include "source_line.hpp"

namespace cuda_on_cpu {
namespace {

struct sigaction before;  // the handler when the memory is not ours

// The instruction that raised the signal.
const void* instruction_of(void* context) {
  const auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  const auto at = static_cast<std::uintptr_t>(registers.gregs[REG_RIP]);
#elif defined(__aarch64__)
  const auto at = static_cast<std::uintptr_t>(registers.pc);
#else
  const std::uintptr_t at = 0;
#endif
  return reinterpret_cast<const void*>(at);
}

// In the C library (memcpy and its kind), or without debug information.
bool of_a_library(const void* where) {
  const std::string& file = source_line(where).file;
  return file.empty() || file.ends_with(".S");
}

// Whom to blame, as a return address: the instruction's own line, or, if it is
// memcpy's, the one that called it.
const void* where_of(void* context) {
  const void* const at = instruction_of(context);
  const void* const where = static_cast<const char*>(at) + 1;
  if (!of_a_library(where)) return where;
  void* frames[64];
  void** const end = frames + backtrace(frames, 64);
  for (void** frame = std::find(frames, end, at); frame < end; ++frame) {
    if (*frame != at && !of_a_library(*frame)) return *frame;
  }
  return where;
}

bool overlaps(const Pending& p, const void* address) {
  const auto* const at = static_cast<const char*>(address);
  return at + 16 > p.begin && at < p.begin + p.bytes;
}

void blame_host(const Allocation& a, const void* address, const void* where) {
  if (a.place == Place::device || a.freed) {
    return report("host code touches " + describe(address), where, nullptr,
                  cudaErrorIllegalAddress);
  }
  for (const Pending& p : a.pending) {
    if (!overlaps(p, address)) continue;
    const SourceLine& line = source_line(p.where);
    return report("host code " +
                      std::string(p.written ? "touches" : "overwrites") +
                      " pinned memory that the copy of " + line.file + ":" +
                      std::to_string(line.line) + " has still to " +
                      (p.written ? "write" : "read") +
                      ": nobody has waited for its stream",
                  where, nullptr);
  }
}

// The host goes on, as it would on a real machine with unified addresses; the
// tests look at the reports. A kernel ends here.
void handle(int signal, siginfo_t* info, void* context) {
  const void* const address = info->si_addr;
  Grid& grid = Grid::instance();
  if (grid.in_kernel()) {
    grid.blame("touches " + describe(address), where_of(context),
               cudaErrorIllegalAddress);
    grid.leave();
  }
  const Allocation* const a = find_allocation(address);
  if (a != nullptr && address < a->pages + a->page_bytes) {
    blame_host(*a, address, where_of(context));
    open_for_now(*a);
    return;
  }
  sigaction(signal, &before, nullptr);  // and the instruction comes again
}

}  // namespace

void watch_host_access() {
  struct sigaction ours = {}, current = {};
  ours.sa_sigaction = handle;
  ours.sa_flags = SA_SIGINFO | SA_NODEFER;  // leave() does so
  sigaction(SIGSEGV, nullptr, &current);
  if (current.sa_sigaction == handle) return;
  before = current;
  sigaction(SIGSEGV, &ours, nullptr);
}

}  // namespace cuda_on_cpu
