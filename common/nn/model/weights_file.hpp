/// Files of weights, from this program and others.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "nn/io/safetensors.hpp"
#include "nn/model/weight_names.hpp"

namespace nn {

/// Names with values: the metadata of a file.
using Texts = std::map<std::string, std::string>;

struct LoadedWeights {
  std::vector<Tensor> tensors;     ///< under the model's names
  Texts about;                     ///< the file's metadata
  std::vector<std::string> notes;  ///< for the user, a line each; usually none
};

/// Reads the tensors of a .safetensors file of F32, F16, BF16 or F64 that a
/// model wants; match_names() says which is which. They are compared with the
/// header before any number is read: memory use is that of the model, whatever
/// the file says. A single pass reads the numbers and computes their SHA-256.
///
/// DataError if the file is broken, if it is for another model, or if its
/// checksum does not match. A program that copies our metadata into its own
/// file copies the checksum, too: the header distinguishes this from damage.
/// Ours has the tensors in the model's order, all of them F32, and no blank.
/// If any of these does not hold (the safetensors package sorts by name: bias
/// before weight), another program has written the file: a note says that the
/// checksum proves nothing, and the weights are accepted.
LoadedWeights read_weights(const std::filesystem::path& file,
                           const std::vector<WantedTensor>& wanted);

}  // namespace nn
