/// Weights as people have them: files of this program and of others.
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
  std::vector<std::string> notes;  ///< for the user, a line each; mostly none
};

/// Reads the tensors of a .safetensors file of F32, F16, BF16 or F64 that a
/// model wants; match_names() says which is which. They are compared with the
/// header before any number is read: the memory is that of the model, whatever
/// the file says. One reading gives the numbers and their SHA-256.
///
/// DataError if the file is broken, if it is for another model, or if it has
/// a checksum that does not fit. A program that copies our metadata into a file
/// of its own copies the checksum, too: this is told from damage by the header.
/// Ours has the tensors in the model's order, all of them F32, and no blank.
/// Where one of these is not so (the safetensors package sorts by name: bias
/// before weight), another program has written the file: a note says that the
/// checksum proves nothing, and the weights are taken.
LoadedWeights read_weights(const std::filesystem::path& file,
                           const std::vector<WantedTensor>& wanted);

}  // namespace nn
