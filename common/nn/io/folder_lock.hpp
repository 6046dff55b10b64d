/// One run at a time writes to a folder.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "nn/io/atomic_file.hpp"

namespace nn {

/// While it lives, no other process gets one for the same folder. The system
/// keeps the lock with the open folder: after a kill nothing is left to clean
/// up. Within a process one folder may have several.
class FolderLock {
 public:
  /// `option` names the folder in messages, e.g. "--out". UsageError if
  /// another process has the lock; DataError if the folder cannot be opened.
  FolderLock(const std::filesystem::path& folder, const std::string& option);

 private:
  std::shared_ptr<Descriptor> folder_;
};

}  // namespace nn
