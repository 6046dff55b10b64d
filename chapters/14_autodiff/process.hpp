/// Starts other programs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace chapter14 {

/// Runs a command without a shell; what it says goes to a file. Its exit code;
/// 127 if it cannot be started.
int run_command(const std::vector<std::string>& words,
                const std::filesystem::path& said);

}  // namespace chapter14
