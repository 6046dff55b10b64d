/// Where the images come from.
#pragma once

#include <string>

#include "nn/data/dataset.hpp"

namespace chapter09 {

/// Loads what `--data` asks for and prints what it is. "mnist" is downloaded if
/// it is missing; if no mirror answers, Fashion-MNIST takes its place and one
/// line says so.
nn::TrainTest load_and_introduce(const std::string& data);

}  // namespace chapter09
