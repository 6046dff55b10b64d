#include "nn/io/atomic_file.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <random>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "nn/core/error.hpp"

namespace nn {

using std::filesystem::path;

namespace {

constexpr std::string_view ending = ".partial";

/// Does the name look like ANYTHING.HEXADECIMAL_DIGITS.partial?
bool is_partial(const std::string& name) {
  if (!name.ends_with(ending)) return false;
  const auto rest =
      std::string_view(name).substr(0, name.size() - ending.size());
  const std::size_t point = rest.rfind('.');
  return point != rest.npos && point + 1 < rest.size() &&
         rest.find_first_not_of("0123456789abcdef", point + 1) == rest.npos;
}

/// Is it a regular file of this user, unlocked and at least `seconds` old?
bool is_abandoned(const path& file, int seconds) {
  const Descriptor fd(
      ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat at {};
  if (fd < 0 || ::fstat(fd, &at) != 0 || !S_ISREG(at.st_mode)) return false;
  return at.st_uid == ::geteuid() && ::time(nullptr) - at.st_mtime >= seconds &&
         ::flock(fd, LOCK_EX | LOCK_NB) == 0;
}

path folder_of(const path& name) {
  return name.has_parent_path() ? name.parent_path() : path(".");
}

}  // namespace

void remove_abandoned_partials(const path& folder, const std::string& begin,
                               int seconds) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(begin) && is_partial(name) &&
        is_abandoned(entry->path(), seconds))
      ::unlink(entry->path().c_str());
  }
}

AtomicFile::AtomicFile(path name) : name_(std::move(name)) {
  remove_abandoned_partials(folder_of(name_), name_.filename().string() + ".");
  open_partial();
}

/// Opens it under a name that does not exist yet: a link or pipe that somebody
/// has put in its place is never opened.
void AtomicFile::open_partial() {
  std::random_device random;
  do {
    const std::uint64_t number = std::uint64_t{random()} << 32 | random();
    partial_ = name_.string() + fmt::format(".{:016x}{}", number, ending);
    fd_.reset(::open(partial_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                     0666));
  } while (fd_ < 0 && errno == EEXIST);
  if (fd_ < 0) refuse();
  ::flock(fd_, LOCK_EX | LOCK_NB);  // until it is closed: see is_abandoned()
}

AtomicFile::~AtomicFile() {
  if (!complete_ && !partial_.empty()) ::unlink(partial_.c_str());
}

void AtomicFile::write(const void* from, std::size_t count) {
  const auto* bytes = static_cast<const char*>(from);
  while (count > 0) {
    const auto n = ::write(fd_, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse();
    bytes += n;
    count -= static_cast<std::size_t>(n);
  }
}

void AtomicFile::clear() {
  if (::ftruncate(fd_, 0) != 0 || ::lseek(fd_, 0, SEEK_SET) != 0) refuse();
}

void AtomicFile::complete() {
  // Renamed before it is closed, so that it stays locked until it has its name.
  if (::fsync(fd_) != 0 || ::rename(partial_.c_str(), name_.c_str()) != 0)
    refuse();
  complete_ = true;
  if (fd_.close() != 0) refuse();
  // The new name must also survive a power failure; not every file system can
  // promise that, and the file itself is safe by now.
  const Descriptor fd(::open(folder_of(name_).c_str(), O_RDONLY | O_CLOEXEC));
  if (fd >= 0) ::fsync(fd);
}

void AtomicFile::refuse() const {
  throw DataError(fmt::format("{}: cannot write: {}", name_.string(),
                              std::strerror(errno)));
}

}  // namespace nn
