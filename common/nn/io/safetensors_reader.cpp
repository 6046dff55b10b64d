#include "nn/io/safetensors_reader.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <span>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nn/core/error.hpp"
#include "nn/core/printable.hpp"
#include "nn/io/foreign_file.hpp"
#include "nn/io/sha256.hpp"

namespace nn {
namespace {

using std::filesystem::path;

static_assert(std::endian::native == std::endian::little,
              "values are copied from the file as they are");

constexpr std::size_t length_bytes = 8;
/// How many bytes are read at a time: a multiple of every type's size.
constexpr std::size_t piece = std::size_t{1} << 20;

/// Size in bytes of the entry's values; false if it exceeds 64 bits.
bool byte_count(const TensorEntry& entry, std::size_t& bytes) {
  bytes = size_of(entry.type);
  for (std::size_t n : entry.shape)
    if (__builtin_mul_overflow(bytes, n, &bytes)) return false;
  return true;
}

}  // namespace

// Without O_NONBLOCK, opening a pipe would wait for its other end.
SafetensorsReader::SafetensorsReader(path file)
    : file_(std::move(file)),
      fd_(::open(file_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
  find_size();
  read_header();
  header_ = parse_safetensors_header(file_, text_);
  std::stable_sort(header_.entries.begin(), header_.entries.end(),
                   [](const TensorEntry& a, const TensorEntry& b) {
                     return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
                   });
  check_layout();
}

void SafetensorsReader::fail(const std::string& what) const {
  throw DataError(file_.string() + ": " + what);
}

void SafetensorsReader::find_size() {
  struct stat info {};
  if (fd_ < 0 || ::fstat(fd_, &info) != 0)
    fail(fmt::format("cannot open: {}", std::strerror(errno)));
  if (!S_ISREG(info.st_mode))
    fail(fmt::format("found {}, expected a safetensors file",
                     S_ISDIR(info.st_mode) ? "a folder" : "no regular file"));
  size_ = static_cast<std::size_t>(info.st_size);
}

void SafetensorsReader::read_header() {
  if (size_ < length_bytes)
    fail(
        fmt::format("offset 0: found {} bytes, expected at least {}: the "
                    "header's length",
                    size_, length_bytes));
  std::uint64_t length = 0;
  read_bytes(0, &length, sizeof length);
  const auto most = std::min<std::uint64_t>(size_ - length_bytes, max_header);
  if (length > most) refuse_length(length, most);
  // The parser rejects zero bytes, and a hole in a sparse file reads as zeros,
  // so we stop reading there.
  bool zero = false;
  while (text_.size() < length && !zero) {
    const std::size_t old = text_.size();
    text_.resize(std::min<std::size_t>(length, old + piece));
    read_bytes(length_bytes + old, text_.data() + old, text_.size() - old);
    zero = text_.find('\0', old) != std::string::npos;
  }
}

void SafetensorsReader::refuse_length(std::uint64_t length,
                                      std::uint64_t most) const {
  std::array<char, 4096> head{};
  const std::size_t count = std::min(size_, head.size());
  read_bytes(0, head.data(), count);
  const std::string other = describe_foreign(file_, {head.data(), count});
  if (!other.empty()) fail(other);
  fail(
      fmt::format("offset 0: the header's length is {}, expected at most {}; "
                  "is it a safetensors file, is it whole?",
                  length, most));
}

std::size_t SafetensorsReader::start() const {
  return length_bytes + text_.size();
}

/// The tensors must tile the data: no hole, no overlap, no byte left over.
/// After this, no tensor is larger than the file.
void SafetensorsReader::check_layout() const {
  const std::size_t size = size_ - start();
  std::size_t next = 0;
  for (const TensorEntry& entry : entries()) {
    check_entry(entry, next, size);
    next = entry.end;
  }
  if (next != size)
    fail(
        fmt::format("offset {}: found {} bytes after the last tensor, "
                    "expected the end of the file",
                    start() + next, size - next));
}

/// `next`: where it must begin; `size`: that of all tensors.
void SafetensorsReader::check_entry(const TensorEntry& entry, std::size_t next,
                                    std::size_t size) const {
  const auto refuse = [&](const std::string& what) {
    fail(fmt::format("offset {}: tensor {} has data_offsets {}, {}; {}",
                     start() + next, quoted_name(entry.name), entry.begin,
                     entry.end, what));
  };
  if (entry.end < entry.begin || entry.end > size)
    refuse(
        fmt::format("expected them in order and at most {}, the bytes after "
                    "the header",
                    size));
  if (entry.begin != next)
    refuse(fmt::format("expected it to begin at {}: tensors {}", next,
                       entry.begin < next ? "overlap" : "leave a hole"));
  std::size_t bytes = 0;
  if (!byte_count(entry, bytes) || bytes != entry.end - entry.begin)
    refuse(fmt::format("expected {} bytes for each value of its shape {}",
                       size_of(entry.type), shape_text(entry.shape)));
}

void SafetensorsReader::read_bytes(std::size_t offset, void* to,
                                   std::size_t count) const {
  auto* bytes = static_cast<char*>(to);
  while (count > 0) {
    const auto n = ::pread(fd_, bytes, count, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      fail(fmt::format("offset {}: cannot read: {}", offset,
                       std::strerror(errno)));
    if (n == 0)
      fail(fmt::format("offset {}: the file has become shorter", offset));
    bytes += n;
    offset += static_cast<std::size_t>(n);
    count -= static_cast<std::size_t>(n);
  }
}

template <class F>
void SafetensorsReader::for_each_piece(const TensorEntry& entry, F&& f) const {
  std::vector<char> bytes;
  for (std::size_t at = entry.begin; at < entry.end; at += bytes.size()) {
    bytes.resize(std::min(piece, entry.end - at));
    read_bytes(start() + at, bytes.data(), bytes.size());
    f(std::span<const char>(bytes));
  }
}

std::vector<Tensor> SafetensorsReader::read(Sha256* hash) const {
  std::vector<Tensor> tensors;
  for (const TensorEntry& entry : entries())
    if (!entry.is_counter())
      tensors.push_back(read_tensor(entry, hash));
    else if (hash)
      for_each_piece(entry, [&](auto bytes) { hash->update(bytes); });
  return tensors;
}

void SafetensorsReader::hash_values(Sha256& hash) const {
  for (const TensorEntry& entry : entries())
    for_each_piece(entry, [&](auto bytes) { hash.update(bytes); });
}

Tensor SafetensorsReader::read_tensor(const TensorEntry& entry,
                                      Sha256* hash) const {
  const std::size_t size = size_of(entry.type);
  Tensor tensor{entry.name, entry.shape, {}};
  tensor.values.resize((entry.end - entry.begin) / size);
  std::size_t done = 0;
  for_each_piece(entry, [&](std::span<const char> bytes) {
    if (hash) hash->update(bytes);
    const std::size_t count = bytes.size() / size;
    float* values = tensor.values.data() + done;
    to_float(entry.type, bytes, {values, count});
    for (std::size_t i = 0; i < count; ++i)
      if (!std::isfinite(values[i]))
        refuse_value(entry, done + i, to_double(entry.type, &bytes[i * size]));
    done += count;
  });
  return tensor;
}

void SafetensorsReader::refuse_value(const TensorEntry& entry,
                                     std::size_t index, double value) const {
  const bool too_large = std::isfinite(value);
  fail(fmt::format("offset {}: tensor {} has the value {} at index {}, {}",
                   start() + entry.begin + size_of(entry.type) * index,
                   quoted_name(entry.name), value, index,
                   too_large ? "expected at most 3.4e38, which float can hold; "
                               "save the model in float, with .float()"
                             : "expected finite numbers; the model that wrote "
                               "it had diverged"));
}

}  // namespace nn
