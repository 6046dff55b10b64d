/// What prepares a network's inputs travels with its weights.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nn/data/loader.hpp"

namespace chapter09 {

/// Metadata of a weights file.
using Texts = std::map<std::string, std::string>;

/// How pixels are prepared: one mean and deviation for all of them, or one for
/// each channel.
using Preparation = std::vector<nn::PixelMoments>;

/// "nn.input.mean" and "nn.input.deviation": a pixel p between 0 and 255
/// becomes (p / 255 - mean) / deviation; 0 and 1 where it stays p / 255. With
/// one number for each channel, there are spaces between them. The texts
/// convert back to exactly the same numbers, bit for bit.
Texts describe_inputs(const Preparation& pixels);

/// Those of a file; nothing if it has none, like files of other programs and
/// of earlier versions. DataError if it has only one of them, not as many means
/// as deviations, or values that are impossible: a mean outside 0 ... 1, a
/// deviation outside 1e-9 ... 1.
std::optional<Preparation> described_inputs(const Texts& about,
                                            const std::filesystem::path& file);

/// How the inputs of weights from `file` are prepared: as the file says, with a
/// line on the screen if that is not p / 255; if it says nothing, by `chosen`,
/// from the command line. UsageError if --standardize was given
/// (`standardize`), but the network was trained on p / 255.
Preparation prepare_inputs(const Texts& about,
                           const std::filesystem::path& file, bool standardize,
                           const Preparation& chosen);

/// By --standardize: each channel has mean 0 and deviation 1 in these samples.
Preparation standardized_on(const nn::Subset& samples);

/// Tells a loader.
void prepare(nn::Loader::Settings& settings, const Preparation& pixels);

}  // namespace chapter09
