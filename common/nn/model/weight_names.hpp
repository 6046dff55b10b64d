/// Matches the tensors of a file to those of a model.
///
/// PyTorch names a tensor after the path to it: "0.weight" in a Sequential,
/// "net.0.weight" if that is the member net, "fc1.weight" in a custom class,
/// and all indices are one higher if a Flatten comes first. The values are
/// the same.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "nn/io/safetensors_header.hpp"

namespace nn {

/// A tensor that a model has a place for.
struct WantedTensor {
  std::string name;                ///< e.g. "0.weight"
  std::vector<std::size_t> shape;  ///< PyTorch's, e.g. {out, in}
};

struct NameMatch {
  std::vector<std::string> names;  ///< in the file, of each wanted tensor
  std::string note;  ///< for the user; empty if all names are the model's
};

/// Matches by the model's names and shapes; failing that, layer by layer: a
/// layer of the file must have the same kinds of tensor ("weight", "bias" …) in
/// the same shapes; if several do, they are taken in the order of the numbers
/// in their names (2 before 10). Counters are skipped. DataError, which lists
/// what only one side has, if this leaves a tensor on either side without a
/// counterpart; or if the names do not tell the order of equal layers.
NameMatch match_names(const std::vector<WantedTensor>& wanted,
                      const std::vector<TensorEntry>& entries,
                      const std::filesystem::path& file);

}  // namespace nn
