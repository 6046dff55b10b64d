#include "nn/io/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "nn/core/error.hpp"

namespace nn {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 18;

// Images shrink by a factor of 2 to 30, but deflate can reach 1032: a file of a
// few megabytes could fill the memory. 64 MB are always allowed.
constexpr std::uint64_t most_ratio = 50;
constexpr std::uint64_t always_unpacked = std::uint64_t{64} << 20;

bool starts_like_gzip(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

}  // namespace

void ByteSource::Free::operator()(z_stream_s* stream) const {
  inflateEnd(stream);
  delete stream;
}

ByteSource::ByteSource(const std::filesystem::path& path)
    : name_(path.string()) {
  open();
  try {
    buffer_.resize(chunk);
    if (!refill()) fail("is empty");
    if (!starts_like_gzip(input_)) return;
    auto stream = std::make_unique<z_stream>();
    if (inflateInit2(stream.get(), MAX_WBITS + 16) != Z_OK)
      fail("cannot be unpacked: zlib does not start");
    inflater_.reset(stream.release());
  } catch (...) {
    ::close(file_);  // no destructor runs after a throwing constructor
    throw;
  }
}

ByteSource::~ByteSource() {
  ::close(file_);
}

void ByteSource::fail(const std::string& what) const {
  throw DataError(name_ + ": " + what);
}

void ByteSource::open() {
  // O_NONBLOCK: a pipe without a writer must not hang us.
  file_ = ::open(name_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file_ < 0 && errno == ENOENT) fail("there is no such file");
  if (file_ < 0 && errno == EACCES) fail("no permission to read it");
  if (file_ < 0)
    fail(fmt::format("cannot be opened: {}",
                     std::generic_category().message(errno)));
  struct stat status {};
  const bool known = ::fstat(file_, &status) == 0;
  if (known && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
    return;
  }
  ::close(file_);
  fail(known && S_ISDIR(status.st_mode)
           ? "is a folder; expected a regular file"
           : "is a pipe, socket or device; expected a regular file");
}

/// Reads the next piece of the file; false at its end.
bool ByteSource::refill() {
  ssize_t count = 0;
  do {
    count = ::read(file_, buffer_.data(), buffer_.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0)
    fail(fmt::format("reading failed: {}",
                     std::generic_category().message(errno)));
  read_ += static_cast<std::uint64_t>(count);
  input_ = std::span(buffer_).first(static_cast<std::size_t>(count));
  return count > 0;
}

std::uint64_t ByteSource::size_limit() const {
  return is_packed() ? std::max(most_ratio * size_, always_unpacked) : size_;
}

std::uint64_t ByteSource::packed_offset() const {
  return read_ - input_.size();
}

std::size_t ByteSource::read(std::span<std::uint8_t> out) {
  return is_packed() ? read_packed(out) : read_plain(out);
}

std::size_t ByteSource::read_plain(std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size() && (!input_.empty() || refill())) {
    const std::size_t n = std::min(out.size() - done, input_.size());
    std::memcpy(out.data() + done, input_.data(), n);
    input_ = input_.subspan(n);
    done += n;
  }
  return done;
}

std::size_t ByteSource::read_packed(std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size() && !ended_) {
    const std::size_t n = std::min(out.size() - done, chunk);
    inflater_->next_out = out.data() + done;
    inflater_->avail_out = static_cast<uInt>(n);
    inflate_some();
    done += n - inflater_->avail_out;
  }
  return done;
}

/// One zlib call, on the input at hand.
void ByteSource::inflate_some() {
  if (input_.empty() && !refill())
    fail(
        fmt::format("the .gz is cut off: it ends at byte {}, in the middle "
                    "of its data; fetch it again",
                    size_));
  inflater_->next_in = const_cast<Bytef*>(input_.data());
  inflater_->avail_in = static_cast<uInt>(input_.size());
  const int result = inflate(inflater_.get(), Z_NO_FLUSH);
  input_ = input_.last(inflater_->avail_in);
  if (result == Z_STREAM_END) return next_member();
  if (result == Z_OK || result == Z_BUF_ERROR) return;
  const char* reason = inflater_->msg ? inflater_->msg : "zlib error";
  fail(fmt::format("the .gz is damaged near byte {} ({}); fetch it again",
                   packed_offset(), reason));
}

/// A .gz may consist of several members, one after the other. Zeros after the
/// last one pad a tape or disk block (gzip's manual, "Advanced usage").
void ByteSource::next_member() {
  const std::uint64_t end = packed_offset();
  while ((!input_.empty() || refill()) && input_[0] == 0)
    input_ = input_.subspan(1);
  if (input_.empty()) {
    ended_ = true;
    return;
  }
  if (packed_offset() > end && input_[0] == 0x1f)
    fail(
        fmt::format("trailing bytes: behind zeros from byte {} on, the .gz "
                    "goes on at byte {}",
                    end, packed_offset()));
  if (input_[0] != 0x1f)
    fail(
        fmt::format("trailing bytes: the .gz is complete at byte {}, but the "
                    "file has {}",
                    packed_offset(), size_));
  inflateReset(inflater_.get());
}

}  // namespace nn
