/// What prepares a network's inputs travels with its weights.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "nn/data/loader.hpp"

namespace chapter09 {

/// Metadata of a weights file.
using Texts = std::map<std::string, std::string>;

/// "nn.input.mean" and "nn.input.deviation": a pixel p between 0 and 255
/// becomes (p / 255 - mean) / deviation; 0 and 1 where it stays p / 255. The
/// texts convert back to exactly the same numbers, bit for bit.
Texts describe_inputs(const nn::PixelMoments& pixels);

/// Those of a file; nothing if it has none, like files of other programs and
/// of earlier versions. DataError if it has only one of them, or values that
/// are impossible: a mean outside 0 ... 1, a deviation outside 1e-9 ... 1.
std::optional<nn::PixelMoments> described_inputs(
    const Texts& about, const std::filesystem::path& file);

/// How the inputs of weights from `file` are prepared: as the file says, with a
/// line on the screen if that is not p / 255; if it says nothing, by `chosen`,
/// from the command line. UsageError if --standardize was given
/// (`standardize`), but the network was trained on p / 255.
nn::PixelMoments prepare_inputs(const Texts& about,
                                const std::filesystem::path& file,
                                bool standardize,
                                const nn::PixelMoments& chosen);

}  // namespace chapter09
