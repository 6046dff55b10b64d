/// Runs another program to completion.
#pragma once

#include <string>
#include <vector>

namespace chapter09 {

/// Runs command[0], a path, with the arguments after it, and waits: does it
/// exit with code 0? No shell is involved, so arguments may contain anything.
/// If the program cannot be started, one line says why.
bool succeeds(const std::vector<std::string>& command);

}  // namespace chapter09
