/// Another program, run to its end.
#pragma once

#include <string>
#include <vector>

namespace chapter09 {

/// Runs command[0], a path, with the words behind it, and waits: does it end
/// with exit code 0? No shell reads the words, so that they may hold anything.
/// When the program cannot be started, one line says why.
bool succeeds(const std::vector<std::string>& command);

}  // namespace chapter09
