#include "source_line.hpp"

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string_view>

#include <backtrace.h>
#include <cxxabi.h>

namespace cuda_on_cpu {
namespace {

void ignore(void*, const char*, int) {}

backtrace_state* state() {
  static backtrace_state* const it =
      backtrace_create_state(nullptr, 0, ignore, nullptr);
  return it;
}

std::string demangled(const char* name) {
  if (name == nullptr) return "";
  int status = 0;
  char* const plain = abi::__cxa_demangle(name, nullptr, nullptr, &status);
  std::string result = plain != nullptr ? plain : name;
  std::free(plain);
  return result;
}

// "void nn::kernels::fill<float>(float*, int)" -> "nn::kernels::fill<float>"
std::string without_arguments(const std::string& function) {
  std::size_t depth = 0, start = 0;
  for (std::size_t i = 0; i < function.size(); ++i) {
    const char c = function[i];
    if (c == '<') ++depth;
    if (c == '>') --depth;
    if (depth == 0 && c == ' ') start = i + 1;
    if (depth == 0 && c == '(' && function.substr(i, 11) != "(anonymous ")
      return function.substr(start, i - start);
  }
  return function;
}

int take_frame(void* into, std::uintptr_t, const char* path, int line,
               const char* function) {
  if (path == nullptr) return 0;
  const std::string_view file = path;
  if (file.find("/cuda_on_cpu/include/") != file.npos) return 0;
  auto& found = *static_cast<SourceLine*>(into);
  found.file = file.substr(file.rfind('/') + 1);
  found.line = line;
  found.function = without_arguments(demangled(function));
  return 1;  // enough
}

void take_name(void* into, std::uintptr_t, const char* name, std::uintptr_t,
               std::uintptr_t) {
  *static_cast<std::string*>(into) = without_arguments(demangled(name));
}

}  // namespace

const SourceLine& source_line(const void* return_address) {
  static std::map<const void*, SourceLine> known;
  const auto [at, fresh] = known.try_emplace(return_address);
  if (fresh) {
    backtrace_pcinfo(state(),
                     reinterpret_cast<std::uintptr_t>(return_address) - 1,
                     take_frame, ignore, &at->second);
  }
  return at->second;
}

const std::string& function_name(const void* start) {
  static std::map<const void*, std::string> known;
  const auto [at, fresh] = known.try_emplace(start);
  if (fresh) {
    backtrace_syminfo(state(), reinterpret_cast<std::uintptr_t>(start),
                      take_name, ignore, &at->second);
  }
  return at->second;
}

}  // namespace cuda_on_cpu
