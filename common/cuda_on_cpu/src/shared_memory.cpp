#include "shared_memory.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <fstream>
#include <iterator>
#include <string>

#include <elf.h>
#include <link.h>

#include "cuda_on_cpu/control.h"

namespace cuda_on_cpu {
namespace {

// How far the program was moved when loaded: it is the first entry.
std::uintptr_t load_address() {
  std::uintptr_t address = 0;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* into) {
        *static_cast<std::uintptr_t*>(into) = info->dlpi_addr;
        return 1;
      },
      &address);
  return address;
}

// The table of sections is not loaded with a program: it is in its file.
std::deque<SharedVariables> find_sections() {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  ElfW(Ehdr) header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const auto section = [&](std::size_t i) {
    ElfW(Shdr) result;
    std::memcpy(&result, bytes.data() + header.e_shoff + i * sizeof result,
                sizeof result);
    return result;
  };
  const char* names = bytes.data() + section(header.e_shstrndx).sh_offset;
  std::deque<SharedVariables> found;
  for (std::size_t i = 0; i < header.e_shnum; ++i) {
    const auto s = section(i);
    if (std::strncmp(names + s.sh_name, "cuda_shared_", 12) != 0) continue;
    auto* const begin = reinterpret_cast<char*>(load_address() + s.sh_addr);
    found.emplace_back(begin, s.sh_size);
  }
  return found;
}

struct All {
  std::deque<SharedVariables> variables = find_sections();
  const char* begin = nullptr;
  const char* end = nullptr;
  All() {
    for (const SharedVariables& v : variables) {
      if (begin == nullptr || v.begin < begin) begin = v.begin;
      if (v.end() > end) end = v.end();
    }
  }
};

All& all() {
  static All it;
  return it;
}

}  // namespace

bool in_shared_memory(const char* address) {
  return all().begin <= address && address < all().end;
}

SharedVariables* find_shared(const char* address) {
  for (SharedVariables& v : all().variables) {
    if (v.begin <= address && address < v.end()) return &v;
  }
  return nullptr;
}

void poison_shared_memory() {
  for (SharedVariables& v : all().variables) {
    std::memset(v.begin, 0xff, v.bytes);
    if (!checked()) continue;
    const auto flags = v.watched.written(v.begin, v.bytes);
    std::fill(flags.begin(), flags.end(), 0);
  }
}

}  // namespace cuda_on_cpu
