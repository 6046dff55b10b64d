/// A folder for data sets that are several files.
#pragma once

#include "fuzz.hpp"

namespace fuzz {

/// In memory, for as long as this program runs.
struct Folder {
  Folder() {
    std::string name = "/dev/shm/nn-fuzz-XXXXXX";
    require(::mkdtemp(name.data()) != nullptr, "no folder");
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

}  // namespace fuzz
