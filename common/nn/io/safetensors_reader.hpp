/// Reading safetensors: first the header, then, if it is as expected, the
/// numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "nn/io/atomic_file.hpp"
#include "nn/io/safetensors.hpp"
#include "nn/io/safetensors_header.hpp"

namespace nn {

class Sha256;

/// A safetensors file that is opened only once: replacing it in the meantime
/// has no effect. Every failure is a DataError that names the file.
///
///     const nn::SafetensorsReader reader("w.safetensors");
///     if (expected(reader.entries())) use(reader.read());
///
/// The header takes memory for the bytes that are really there. The numbers
/// take as much as the header announces, and 10 GB of zeros can be a sparse
/// file that takes no disk space: check entries() before read().
class SafetensorsReader {
 public:
  /// Reads the header and checks that the tensors that it announces tile the
  /// rest of the file. No numbers are read.
  explicit SafetensorsReader(std::filesystem::path file);

  const std::filesystem::path& file() const { return file_; }
  /// The tensors in the order of their bytes.
  const std::vector<TensorEntry>& entries() const { return header_.entries; }
  const std::map<std::string, std::string>& metadata() const {
    return header_.metadata;
  }
  /// The header as it stands in the file, with its padding.
  const std::string& header_text() const { return text_; }

  /// All tensors except the counters, in the order of their bytes, as float.
  /// NaN, infinities and numbers beyond float's range are rejected. The bytes
  /// of all tensors are added to `hash`, if given, as they are read.
  std::vector<Tensor> read(Sha256* hash = nullptr) const;
  /// Only adds the bytes of all tensors, using a megabyte of memory.
  void hash_values(Sha256& hash) const;

 private:
  void find_size();
  void read_header();
  [[noreturn]] void refuse_length(std::uint64_t length,
                                  std::uint64_t most) const;
  void check_layout() const;
  void check_entry(const TensorEntry& entry, std::size_t next,
                   std::size_t size) const;
  /// Where the tensors begin, in bytes from the beginning of the file.
  std::size_t start() const;
  void read_bytes(std::size_t offset, void* to, std::size_t count) const;
  template <class F>
  void for_each_piece(const TensorEntry& entry, F&& f) const;
  Tensor read_tensor(const TensorEntry& entry, Sha256* hash) const;
  [[noreturn]] void refuse_value(const TensorEntry& entry, std::size_t index,
                                 double value) const;
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path file_;
  Descriptor fd_;
  std::size_t size_ = 0;  // of the file, in bytes
  std::string text_;      // of the header
  SafetensorsHeader header_;
};

}  // namespace nn
