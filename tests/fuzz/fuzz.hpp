/// What the fuzz targets share: the input as a file, and what must hold of it
/// whether it is accepted or refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include "nn/core/error.hpp"

namespace fuzz {

/// Ends the program, which libFuzzer reports as a finding.
inline void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: %s\n", what.c_str());
  std::abort();
}

inline std::string text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A regular file in memory.
class File {
 public:
  explicit File(std::span<const char> bytes)
      : fd_(::memfd_create("input", MFD_CLOEXEC)) {
    require(fd_ >= 0, "no file in memory");
    while (!bytes.empty()) {
      const auto n = ::write(fd_, bytes.data(), bytes.size());
      require(n > 0, "no space in memory");
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(fd_); }

  std::filesystem::path path() const {
    return fmt::format("/proc/self/fd/{}", fd_);
  }

 private:
  int fd_;
};

/// A refusal is one line of a sensible length, without control characters,
/// that begins with the file.
inline void check_refusal(const nn::Error& error,
                          const std::filesystem::path& file = {}) {
  const std::string what = error.what();
  require(what.size() < 2000, "a long complaint: " + what);
  require(what.starts_with(file.string()), "no file in: " + what);
  for (char c : what)
    require(static_cast<unsigned char>(c) >= ' ' && c != 0x7f,
            "a control character in: " + what);
}

/// What `reader` makes of a file, given its path; nothing when it refuses it.
template <class Reader>
auto read(const File& file, Reader reader)
    -> std::optional<decltype(reader(file.path()))> {
  try {
    return reader(file.path());
  } catch (const nn::DataError& error) {
    check_refusal(error, file.path());
    return {};
  }
}

}  // namespace fuzz
