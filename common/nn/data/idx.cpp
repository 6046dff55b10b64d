#include "nn/data/idx.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "nn/core/error.hpp"
#include "nn/io/byte_source.hpp"

namespace nn {
namespace {

constexpr std::uint8_t unsigned_byte = 0x08;

std::string_view type_name(std::uint8_t type) {
  switch (type) {
    case 0x09:
      return "signed bytes";
    case 0x0b:
      return "16-bit integers";
    case 0x0c:
      return "32-bit integers";
    case 0x0d:
      return "32-bit floats";
    case 0x0e:
      return "64-bit floats";
    default:
      return "an unknown type";
  }
}

/// "10000 x 28 x 28"; for very many dimensions, only the first ones.
std::string to_text(const std::vector<std::uint32_t>& dims) {
  constexpr std::size_t most = 6;
  if (dims.size() <= most) return fmt::format("{}", fmt::join(dims, " x "));
  return fmt::format("{} x ..., {} dimensions",
                     fmt::join(std::span(dims).first(most), " x "),
                     dims.size());
}

/// Number of elements, or false if it does not fit into 64 bits.
bool multiply(const std::vector<std::uint32_t>& dims, std::uint64_t& product) {
  product = 1;
  for (std::uint32_t dim : dims)
    if (__builtin_mul_overflow(product, dim, &product)) return false;
  return true;
}

/// One file while it is being read.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path)
      : name_(path.string()), source_(path) {}

  std::vector<std::uint32_t> read_dims() {
    std::vector<std::uint32_t> dims(read_magic());
    for (auto& dim : dims)
      dim = read_dim();
    return dims;
  }

  IdxArray read() {
    IdxArray array;
    array.dims = read_dims();
    read_elements(array);
    return array;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw DataError(name_ + ": " + what);
  }

  std::array<std::uint8_t, 4> read_word() {
    std::array<std::uint8_t, 4> word{};
    const std::size_t count = source_.read(word);
    if (count < 4)
      fail(
          fmt::format("too short: the IDX header ends at byte {}, in the "
                      "middle",
                      offset_ + count));
    offset_ += 4;
    return word;
  }

  /// Returns the number of dimensions.
  std::size_t read_magic() {
    const auto [zero, zero_too, type, dims] = read_word();
    if (zero != 0 || zero_too != 0 || dims == 0)
      fail(fmt::format(
          "wrong magic at offset 0: expected 00 00 08 and the number of "
          "dimensions, found {:02x} {:02x} {:02x} {:02x}; not an IDX file",
          zero, zero_too, type, dims));
    if (type != unsigned_byte)
      fail(
          fmt::format("wrong type at offset 2: expected 08 (unsigned bytes), "
                      "found {:02x} ({})",
                      type, type_name(type)));
    return dims;
  }

  std::uint32_t read_dim() {
    const auto [a, b, c, d] = read_word();
    return std::uint32_t{a} << 24 | std::uint32_t{b} << 16 |
           std::uint32_t{c} << 8 | std::uint32_t{d};
  }

  void read_elements(IdxArray& array) {
    std::uint64_t expected = 0;
    if (!multiply(array.dims, expected))
      fail(fmt::format("the dimensions {} at offset 4 are too large",
                       to_text(array.dims)));
    // Not read if the file's size on disk rules it out.
    const auto limit = source_.size_limit();
    if (expected > limit && source_.is_packed())
      fail(
          fmt::format("the header announces {} elements ({}), expected at most "
                      "{} in a .gz of this size; fetch it again",
                      expected, to_text(array.dims), limit));
    if (expected > limit)
      fail_short(array, expected, std::to_string(limit - offset_));
    grow(array.bytes, expected);
    if (array.bytes.size() < expected)
      fail_short(array, expected, std::to_string(array.bytes.size()));
    std::array<std::uint8_t, 1> extra{};
    if (source_.read(extra) != 0)
      fail(
          fmt::format("trailing bytes at offset {}: the header announces {} "
                      "elements ({}), but the data goes on",
                      offset_ + expected, expected, to_text(array.dims)));
  }

  /// Reads up to `expected` bytes or the end, never reserving more than twice
  /// what has already arrived.
  void grow(Buffer<std::uint8_t>& bytes, std::uint64_t expected) {
    constexpr std::uint64_t first = std::uint64_t{1} << 20;
    while (bytes.size() < expected) {
      const std::uint64_t old = bytes.size();
      // A plain file that is as long as announced is read in one piece.
      const std::uint64_t next =
          source_.is_packed() ? std::max(first, 2 * old) : expected;
      bytes.resize(std::min(expected, next));
      const std::size_t count = source_.read(std::span(bytes).subspan(old));
      if (count == bytes.size() - old) continue;
      bytes.resize(old + count);
      return;
    }
  }

  [[noreturn]] void fail_short(const IdxArray& array, std::uint64_t expected,
                               const std::string& found) const {
    fail(
        fmt::format("too short: expected {} elements ({}) from offset {}, "
                    "found {}; fetch it again",
                    expected, to_text(array.dims), offset_, found));
  }

  std::string name_;
  ByteSource source_;
  std::uint64_t offset_ = 0;  // in the decompressed data
};

}  // namespace

std::vector<std::uint32_t> read_idx_dims(const std::filesystem::path& path) {
  return Reader(path).read_dims();
}

IdxArray read_idx(const std::filesystem::path& path) {
  return Reader(path).read();
}

Buffer<std::uint8_t> idx_header(const std::vector<std::uint32_t>& dims) {
  Buffer<std::uint8_t> header = {0, 0, unsigned_byte,
                                 static_cast<std::uint8_t>(dims.size())};
  for (std::uint32_t dim : dims)
    for (int shift : {24, 16, 8, 0})
      header.push_back(static_cast<std::uint8_t>(dim >> shift));
  return header;
}

void write_idx(const std::filesystem::path& path, const IdxArray& array) {
  std::uint64_t product = 0;
  if (array.dims.empty() || array.dims.size() > 255 ||
      !multiply(array.dims, product) || product != array.bytes.size())
    throw DataError(fmt::format("{}: cannot write {} bytes as {}",
                                path.string(), array.bytes.size(),
                                to_text(array.dims)));
  std::ofstream file(path, std::ios::binary);
  const auto put = [&](const auto& bytes) {
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  };
  put(idx_header(array.dims));
  put(array.bytes);
  if (!file.flush()) throw DataError(path.string() + ": cannot be written");
}

}  // namespace nn
