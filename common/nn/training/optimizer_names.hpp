/// The optimizers' names, e.g. for an option: the one list of them.
#pragma once

#include <array>
#include <string_view>

namespace nn {

/// Each optimizer's name().
inline constexpr std::array<std::string_view, 7> optimizer_names = {
    "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"};

}  // namespace nn
