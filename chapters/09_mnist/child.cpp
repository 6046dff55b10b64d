#include "child.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chapter09 {
namespace {

/// The process ID; 0 if there is none.
pid_t start(const std::vector<std::string>& command) {
  std::vector<char*> words;  // they are not written to
  for (const std::string& word : command)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  std::fflush(stdout);  // earlier output comes first
  pid_t child = 0;
  const int error =
      ::posix_spawn(&child, words[0], nullptr, nullptr, words.data(), environ);
  if (error == 0) return child;
  fmt::print(stderr, "{}: cannot be started: {}\n", command[0],
             std::strerror(error));
  return 0;
}

}  // namespace

bool succeeds(const std::vector<std::string>& command) {
  const pid_t child = start(command);
  if (child == 0) return false;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace chapter09
