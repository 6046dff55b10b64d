// What tests of files share: temporary folders, and whole files at once.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>
#include <unistd.h>

namespace fs = std::filesystem;

/// A new folder for one test, removed with all that is in it.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "nn-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
    // Some tests write as another user.
    fs::permissions(path, fs::perms::all);
  }
  ~Folder() { fs::remove_all(path); }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(path), {}));
  }
  fs::path path;
};

/// The rights of an ordinary user, so that "no permission" can be tested by
/// root as well.
struct OrdinaryUser {
  OrdinaryUser() {
    if (::geteuid() == 0) changed = ::seteuid(65534) == 0;
    BOOST_REQUIRE(::geteuid() != 0);
  }
  ~OrdinaryUser() {
    if (changed && ::seteuid(0) != 0) std::abort();
  }
  bool changed = false;
};

inline std::string load(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void store(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
