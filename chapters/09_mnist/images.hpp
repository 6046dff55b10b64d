/// Where the images come from.
#pragma once

#include <string>

#include "nn/data/dataset.hpp"

namespace chapter09 {

/// Loads what `--data` asks for and says what it is. "mnist" is fetched when
/// it is not there; when no mirror answers, Fashion-MNIST takes its place and
/// one line says so.
nn::TrainTest load_and_introduce(const std::string& data);

}  // namespace chapter09
