/// Weights in other formats than safetensors: what they are, and what to do.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace nn {

/// What a file is that is no safetensors, and how it becomes one, as the rest
/// of a message about it; "" if it cannot be told. `head`: its first bytes,
/// 4096 of them or all.
std::string describe_foreign(const std::filesystem::path& file,
                             std::string_view head);

}  // namespace nn
