#include "nn/training/safetensors.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nn/support/error.hpp"
#include "nn/support/whole_file.hpp"
#include "nn/training/safetensors_header.hpp"

namespace nn {
namespace {

using std::filesystem::path;

static_assert(std::endian::native == std::endian::little,
              "values are copied to and from the file as they are");

constexpr std::uint64_t length_bytes = 8;
constexpr std::uint64_t max_header = 100'000'000;  // the format's own limit

[[noreturn]] void fail(const path& file, const std::string& what) {
  throw DataError(file.string() + ": " + what);
}

/// Bytes of a tensor of this shape; false when they are beyond 64 bits.
bool byte_count(const std::vector<std::size_t>& shape, std::size_t& bytes) {
  bytes = sizeof(float);
  for (std::size_t n : shape)
    if (__builtin_mul_overflow(bytes, n, &bytes)) return false;
  return true;
}

/// `where`: the offset of the values in the file, if they are in one.
void check_finite(const path& file, const Tensor& tensor, const char* advice,
                  std::optional<std::size_t> where = {}) {
  const auto bad =
      std::find_if_not(tensor.values.begin(), tensor.values.end(),
                       [](float value) { return std::isfinite(value); });
  if (bad == tensor.values.end()) return;
  const auto index = static_cast<std::size_t>(bad - tensor.values.begin());
  const std::string offset =
      where ? fmt::format("offset {}: ", *where + sizeof(float) * index) : "";
  fail(file,
       fmt::format("{}tensor {} has the value {} at index {}, expected "
                   "finite numbers; {}",
                   offset, quoted_name(tensor.name), *bad, index, advice));
}

// ---- Reading ---------------------------------------------------------------

/// A regular file opened for reading.
class Input {
 public:
  // Without O_NONBLOCK, opening a pipe would wait for its other end.
  explicit Input(path name)
      : name_(std::move(name)),
        fd_(::open(name_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
    struct stat info {};
    if (fd_ < 0 || ::fstat(fd_, &info) != 0)
      fail(name_, fmt::format("cannot open: {}", std::strerror(errno)));
    if (!S_ISREG(info.st_mode))
      fail(name_,
           fmt::format("found {}, expected a safetensors file",
                       S_ISDIR(info.st_mode) ? "a folder" : "no regular file"));
    size_ = static_cast<std::size_t>(info.st_size);
  }

  const path& name() const { return name_; }
  std::size_t size() const { return size_; }

  void read(std::size_t offset, void* to, std::size_t count) const {
    auto* bytes = static_cast<char*>(to);
    while (count > 0) {
      const auto n = ::pread(fd_, bytes, count, static_cast<off_t>(offset));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0)
        fail(name_, fmt::format("offset {}: cannot read: {}", offset,
                                n < 0 ? std::strerror(errno)
                                      : "the file "
                                        "has become shorter"));
      bytes += n;
      offset += static_cast<std::size_t>(n);
      count -= static_cast<std::size_t>(n);
    }
  }

 private:
  path name_;
  Descriptor fd_;
  std::size_t size_ = 0;
};

std::string read_header(const Input& input) {
  if (input.size() < length_bytes)
    fail(input.name(), fmt::format("offset 0: found {} bytes, expected at "
                                   "least {}: the header's length",
                                   input.size(), length_bytes));
  std::uint64_t length = 0;
  input.read(0, &length, sizeof length);
  const std::uint64_t rest = input.size() - length_bytes;
  if (length > std::min(rest, max_header))
    fail(input.name(),
         fmt::format("offset 0: the header's length is {}, expected at most "
                     "{}; is it a safetensors file, is it whole?",
                     length, std::min(rest, max_header)));
  std::string text(length, ' ');
  input.read(length_bytes, text.data(), text.size());
  return text;
}

/// The tensors must tile the data: no hole, no overlap, no byte left over.
/// After this, no tensor is larger than the file.
void check_layout(const path& file, const std::vector<TensorEntry>& entries,
                  std::size_t start, std::size_t size) {
  std::size_t next = 0;
  for (const TensorEntry& entry : entries) {
    const auto refuse = [&](const std::string& what) {
      fail(file, fmt::format("offset {}: tensor {} has data_offsets {}, {}; {}",
                             start + next, quoted_name(entry.name), entry.begin,
                             entry.end, what));
    };
    if (entry.end < entry.begin || entry.end > size)
      refuse(
          fmt::format("expected them in order and at most {}, the bytes "
                      "after the header",
                      size));
    if (entry.begin != next)
      refuse(fmt::format("expected it to begin at {}: tensors {}", next,
                         entry.begin < next ? "overlap" : "leave a hole"));
    std::size_t bytes = 0;
    if (!byte_count(entry.shape, bytes) || bytes != entry.end - entry.begin)
      refuse(fmt::format("expected 4 bytes for each value of its shape [{}]",
                         fmt::join(entry.shape, ",")));
    next = entry.end;
  }
  if (next != size)
    fail(file, fmt::format("offset {}: found {} bytes after the last tensor, "
                           "expected the end of the file",
                           start + next, size - next));
}

// ---- Writing ---------------------------------------------------------------

/// The header of tensors that lie one after the other.
SafetensorsHeader lay_out(const path& file, const SafetensorsFile& contents) {
  SafetensorsHeader header{{}, contents.metadata};
  std::set<std::string> names{"__metadata__"};
  std::size_t next = 0;
  for (const Tensor& tensor : contents.tensors) {
    if (!names.insert(tensor.name).second)
      fail(file, fmt::format("cannot write: the tensor name {} is taken",
                             quoted_name(tensor.name)));
    const std::size_t bytes = tensor.values.size() * sizeof(float);
    std::size_t expected = 0;
    if (!byte_count(tensor.shape, expected) || bytes != expected)
      fail(file, fmt::format("cannot write: tensor {} has {} values, expected "
                             "the product of its shape [{}]",
                             quoted_name(tensor.name), tensor.values.size(),
                             fmt::join(tensor.shape, ",")));
    check_finite(file, tensor, "nothing is written; lower the learning rate");
    header.entries.push_back({tensor.name, tensor.shape, next, next + bytes});
    next += bytes;
  }
  return header;
}

}  // namespace

std::string format_safetensors(const path& file,
                               const SafetensorsFile& contents) {
  std::string text = format_safetensors_header(file, lay_out(file, contents));
  // Spaces up to the next multiple of 8 align the values in memory.
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t length = text.size();
  if (length > max_header)
    fail(file, fmt::format("cannot write: the header has {} bytes, expected "
                           "at most {}",
                           length, max_header));
  std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += text;
  for (const Tensor& tensor : contents.tensors)
    bytes.append(reinterpret_cast<const char*>(tensor.values.data()),
                 tensor.values.size() * sizeof(float));
  return bytes;
}

void write_safetensors(const path& file, const SafetensorsFile& contents) {
  const std::string bytes = format_safetensors(file, contents);
  WholeFile output(file);
  output.write(bytes.data(), bytes.size());
  output.complete();
}

SafetensorsFile read_safetensors(const path& file) {
  const Input input(file);
  const std::string text = read_header(input);
  auto [entries, metadata] = parse_safetensors_header(file, text);
  std::stable_sort(entries.begin(), entries.end(),
                   [](const TensorEntry& a, const TensorEntry& b) {
                     return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
                   });
  const std::size_t start = length_bytes + text.size();
  check_layout(file, entries, start, input.size() - start);

  SafetensorsFile result{{}, std::move(metadata)};
  for (TensorEntry& entry : entries) {
    Tensor& tensor = result.tensors.emplace_back();
    tensor.name = std::move(entry.name);
    tensor.shape = std::move(entry.shape);
    tensor.values.resize((entry.end - entry.begin) / sizeof(float));
    input.read(start + entry.begin, tensor.values.data(),
               tensor.values.size() * sizeof(float));
    check_finite(file, tensor, "the model that wrote it had diverged",
                 start + entry.begin);
  }
  return result;
}

}  // namespace nn
