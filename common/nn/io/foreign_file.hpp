/// Weights in formats other than safetensors: what they are, and what to do.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace nn {

/// What kind of file this is if not safetensors, and how to convert it, as the
/// rest of an error message; "" if unknown. `head`: its first bytes, 4096 of
/// them or all.
std::string describe_foreign(const std::filesystem::path& file,
                             std::string_view head);

}  // namespace nn
