#include "traffic.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "block.hpp"
#include "cuda_on_cpu/control.h"
#include "source_line.hpp"

namespace cuda_on_cpu {
namespace {

constexpr std::size_t sector_bytes = 32, bank_bytes = 4, banks = 32;

// The lanes of a warp meet at an instruction: the n-th time one lane reaches it
// belongs with the n-th time of the others.
struct Request {
  unsigned warp;
  const void* where;
  unsigned time;
  friend bool operator==(const Request&, const Request&) = default;
};
struct Hash {
  std::size_t operator()(const Request& r) const {
    const auto where = reinterpret_cast<std::size_t>(r.where);
    return (where * 31 + r.warp) * 1000003 + r.time;
  }
};
using Units = std::vector<std::size_t>;  // sectors, or words of the banks

bool counting = false;
std::map<const void*, Traffic> by_kernel;
std::unordered_map<Request, Units, Hash> device_requests, shared_requests;
std::unordered_map<Request, unsigned, Hash> times;  // here .warp is a thread

void join(Memory memory, const char* address, std::size_t bytes,
          const void* where) {
  const unsigned thread = Grid::instance().thread();
  const unsigned time = times[{thread, where, 0}]++;
  auto& requests = memory == Memory::device ? device_requests : shared_requests;
  Units& units = requests[{thread / 32, where, time}];
  const auto unit = memory == Memory::device ? sector_bytes : bank_bytes;
  const auto first = reinterpret_cast<std::size_t>(address) / unit;
  const auto last = (reinterpret_cast<std::size_t>(address) + bytes - 1) / unit;
  for (auto i = first; i <= last; ++i)
    units.push_back(i);
}

void make_unique(Units& units) {
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
}

std::size_t turns(const Units& words) {
  std::size_t of_bank[banks] = {}, most = 0;
  for (const std::size_t word : words) {
    most = std::max(most, ++of_bank[word % banks]);
  }
  return most;
}

}  // namespace

void count(Memory memory, How how, const char* address, std::size_t bytes,
           const void* where) {
  if (!counting) return;
  Traffic& t = by_kernel[Grid::instance().kernel()];
  const bool device = memory == Memory::device;
  if (how != How::write) (device ? t.device_read : t.shared_read) += bytes;
  if (how != How::read) (device ? t.device_written : t.shared_written) += bytes;
  join(memory, address, bytes, where);
}

void count_launch(const void* kernel) {
  if (counting) ++by_kernel[kernel].launches;
}

void count_block_end() {
  if (!counting) return;
  Traffic& t = by_kernel[Grid::instance().kernel()];
  for (auto& [request, sectors] : device_requests) {
    make_unique(sectors);
    t.sectors += sectors.size();
  }
  for (auto& [request, words] : shared_requests) {
    make_unique(words);
    t.bank_turns += turns(words);
  }
  device_requests.clear();
  shared_requests.clear();
  times.clear();
}

void count_traffic(bool on) {
  counting = on;
  if (on) by_kernel.clear();
}

std::map<std::string, Traffic> traffic() {
  std::map<std::string, Traffic> result;
  for (const auto& [kernel, t] : by_kernel)
    result[function_name(kernel)] = t;
  return result;
}

}  // namespace cuda_on_cpu
