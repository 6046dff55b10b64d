/// The bytes of a file, decompressed on the fly if it is a .gz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct z_stream_s;

namespace nn {

/// Reads a regular file from beginning to end. Its first two bytes, not its
/// name, decide whether it is compressed with gzip. Every failure is a
/// DataError that names the file: missing, a folder or pipe, no permission, a
/// .gz that is truncated, damaged (CRC) or followed by other data.
class ByteSource {
 public:
  explicit ByteSource(const std::filesystem::path& path);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// Fills `out` and returns its size; fewer bytes only at the end of the data.
  std::size_t read(std::span<std::uint8_t> out);
  /// The most bytes that this file may yield, judged by its size on disk: for a
  /// .gz, 64 MB or 50 times its size.
  std::uint64_t size_limit() const;
  bool is_packed() const { return inflater_ != nullptr; }

 private:
  struct Free {
    void operator()(z_stream_s* stream) const;
  };

  void open();
  bool refill();
  std::size_t read_plain(std::span<std::uint8_t> out);
  std::size_t read_packed(std::span<std::uint8_t> out);
  void inflate_some();
  void next_member();
  std::uint64_t packed_offset() const;
  [[noreturn]] void fail(const std::string& what) const;

  std::string name_;
  int file_ = -1;
  std::uint64_t size_ = 0;               // of the file, in bytes
  std::uint64_t read_ = 0;               // bytes taken from the file so far
  std::vector<std::uint8_t> buffer_;     // the last of them
  std::span<const std::uint8_t> input_;  // the part of buffer_ still to use
  std::unique_ptr<z_stream_s, Free> inflater_;
  bool ended_ = false;  // the last gzip member is complete
};

}  // namespace nn
