/// Files that are written whole or not at all.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include <unistd.h>

namespace nn {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  operator int() const { return fd_; }
  int close() { return fd_ < 0 ? 0 : ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

/// A file that gets its name only when it is complete: until then the bytes
/// go to a temporary file beside it, NAME.PID.partial. Whatever happens before
/// complete() has returned, an older file of that name is untouched.
class WholeFile {
 public:
  /// DataError if nothing can be written there; so do the others.
  explicit WholeFile(std::filesystem::path name);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();

  void write(const void* from, std::size_t count);
  /// Returns when bytes and name are on the disk.
  void complete();

 private:
  [[noreturn]] void refuse() const;

  std::filesystem::path name_, partial_;
  Descriptor fd_;
  bool complete_ = false;
};

}  // namespace nn
