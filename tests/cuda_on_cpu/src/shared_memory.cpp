#include "shared_memory.hpp"

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include <elf.h>
#include <link.h>

namespace cuda_on_cpu {
namespace {

// How far the program was moved when it was loaded: the first entry is it.
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
std::vector<std::span<char>> find_sections() {
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
  std::vector<std::span<char>> found;
  for (std::size_t i = 0; i < header.e_shnum; ++i) {
    const auto s = section(i);
    if (std::strncmp(names + s.sh_name, "cuda_shared_", 12) != 0) continue;
    found.emplace_back(reinterpret_cast<char*>(load_address() + s.sh_addr),
                       s.sh_size);
  }
  return found;
}

}  // namespace

const std::vector<std::span<char>>& shared_memory() {
  static const auto sections = find_sections();
  return sections;
}

void poison_shared_memory() {
  for (const std::span<char> s : shared_memory()) {
    std::memset(s.data(), 0xff, s.size());
  }
}

}  // namespace cuda_on_cpu
