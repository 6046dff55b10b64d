#include "nn/support/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>

#include "nn/support/error.hpp"

namespace nn {

using std::filesystem::path;

WholeFile::WholeFile(path name)
    : name_(std::move(name)),
      partial_(name_.string() + fmt::format(".{}.partial", ::getpid())),
      fd_(::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                 0666)) {
  if (fd_ < 0) refuse();
}

WholeFile::~WholeFile() {
  if (!complete_) ::unlink(partial_.c_str());
}

void WholeFile::write(const void* from, std::size_t count) {
  const auto* bytes = static_cast<const char*>(from);
  while (count > 0) {
    const auto n = ::write(fd_, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse();
    bytes += n;
    count -= static_cast<std::size_t>(n);
  }
}

void WholeFile::complete() {
  if (::fsync(fd_) != 0 || fd_.close() != 0 ||
      ::rename(partial_.c_str(), name_.c_str()) != 0)
    refuse();
  complete_ = true;
  // The new name, too, must survive a power cut; not every file system can
  // promise it, and the file itself is safe by now.
  const path folder = name_.has_parent_path() ? name_.parent_path() : ".";
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd >= 0) ::fsync(fd);
}

void WholeFile::refuse() const {
  throw DataError(fmt::format("{}: cannot write: {}", name_.string(),
                              std::strerror(errno)));
}

}  // namespace nn
