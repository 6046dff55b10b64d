#include "nn/io/folder_lock.hpp"

#include <cerrno>
#include <cstring>
#include <map>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "nn/core/error.hpp"

namespace nn {
namespace {

using Place = std::pair<dev_t, ino_t>;

/// The folders that this process has locked: the system would treat a second
/// descriptor as another owner.
std::weak_ptr<Descriptor>& lock_of(const Place& place) {
  static std::map<Place, std::weak_ptr<Descriptor>> locks;
  return locks[place];
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder,
                       const std::string& option)
    : folder_(std::make_shared<Descriptor>(
          ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))) {
  struct stat at {};
  if (*folder_ < 0 || ::fstat(*folder_, &at) != 0)
    throw DataError(fmt::format("{}: cannot open this folder: {}",
                                folder.string(), std::strerror(errno)));
  std::weak_ptr<Descriptor>& known = lock_of({at.st_dev, at.st_ino});
  if (auto locked = known.lock()) {
    folder_ = std::move(locked);
    return;
  }
  // File systems without locks (some network ones) fail with other errors:
  // there, nobody can be kept out.
  if (::flock(*folder_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw UsageError(fmt::format(
        "{}: another run is writing to this folder; wait until it ends, or "
        "name another one with {}",
        folder.string(), option));
  known = folder_;
}

}  // namespace nn
