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
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  operator int() const { return fd_; }
  int close() { return fd_ < 0 ? 0 : ::close(std::exchange(fd_, -1)); }
  void reset(int fd) {
    close();
    fd_ = fd;
  }

 private:
  int fd_;
};

/// A file that gets its name only when it is complete: until then the bytes
/// go to a temporary file next to it, NAME.0123456789abcdef.partial, with an
/// unpredictable name. Whatever happens before complete() has returned, an
/// older file of that name is untouched. Leftovers of killed programs are
/// removed.
class AtomicFile {
 public:
  /// DataError if nothing can be written there; likewise the other functions.
  explicit AtomicFile(std::filesystem::path name);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  void write(const void* from, std::size_t count);
  void write(const std::string& text) { write(text.data(), text.size()); }
  /// Where another program may write the bytes …
  const std::filesystem::path& partial() const { return partial_; }
  /// … and removes them again.
  void clear();
  /// Returns when bytes and name are on the disk.
  void complete();

 private:
  void open_partial();
  [[noreturn]] void refuse() const;

  std::filesystem::path name_, partial_;
  Descriptor fd_;
  bool complete_ = false;
};

/// Removes the partial files in a folder whose names start with `begin` and
/// whose program is gone: they are unlocked and at least `seconds` old (one
/// that is just being created is not locked yet).
void remove_abandoned_partials(const std::filesystem::path& folder,
                               const std::string& begin, int seconds = 10);

}  // namespace nn
