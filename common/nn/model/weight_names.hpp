/// Which tensor of a file is which of a model's.
///
/// PyTorch names a tensor after the way to it: "0.weight" in a Sequential,
/// "net.0.weight" where that is the member net, "fc1.weight" in a class of
/// one's own, and all numbers are one higher where a Flatten comes first. The
/// numbers are the same.
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

/// Names and shapes as the model has them; else layer by layer: a layer of the
/// file has the same kinds of tensor ("weight", "bias" …) in the same shapes,
/// and where several have, their order is that of the numbers in their names
/// (2 before 10). Counters are passed over. DataError, which lists what either
/// side has and the other has not, if that does not give every tensor of both
/// sides its counterpart; or if the names do not tell the order of equal
/// layers.
NameMatch match_names(const std::vector<WantedTensor>& wanted,
                      const std::vector<TensorEntry>& entries,
                      const std::filesystem::path& file);

}  // namespace nn
