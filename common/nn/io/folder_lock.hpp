/// Only one run at a time writes to a folder.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "nn/io/atomic_file.hpp"

namespace nn {

/// While it lives, no other process can lock the same folder. The system ties
/// the lock to the open folder: after a kill there is nothing to clean up.
/// Within a process, a folder may have several locks.
class FolderLock {
 public:
  /// `option` names the folder in messages, e.g. "--out". UsageError if
  /// another process has the lock; DataError if the folder cannot be opened.
  FolderLock(const std::filesystem::path& folder, const std::string& option);

 private:
  std::shared_ptr<Descriptor> folder_;
};

}  // namespace nn
