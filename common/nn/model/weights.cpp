#include "nn/model/weights.hpp"

#include "nn/core/printable.hpp"

namespace nn {
namespace {

/// How far apart in our memory two neighbors along each PyTorch axis are.
std::vector<std::size_t> strides(const TorchLayout& layout) {
  std::vector<std::size_t> ours(layout.dims.size(), 1);
  for (std::size_t i = 1; i < ours.size(); ++i)
    ours[i] = ours[i - 1] * layout.dims[i - 1];
  std::vector<std::size_t> torch;
  for (std::size_t axis : layout.order)
    torch.push_back(ours[axis]);
  return torch;
}

}  // namespace

void convert_layout(const TorchLayout& layout, std::span<const float> from,
                    std::span<float> to, bool back) {
  const std::vector<std::size_t> stride = strides(layout);
  for (std::size_t torch = 0; torch < to.size(); ++torch) {
    // Take PyTorch's index apart, fastest axis (the last) first.
    std::size_t rest = torch, ours = 0;
    for (std::size_t axis = stride.size(); axis-- > 0;) {
      const std::size_t size = layout.dims[layout.order[axis]];
      ours += rest % size * stride[axis];
      rest /= size;
    }
    if (back)
      to[ours] = from[torch];
    else
      to[torch] = from[ours];
  }
}

const Tensor& find_tensor(const std::vector<Tensor>& tensors,
                          const std::string& name,
                          const std::vector<std::size_t>& shape,
                          const std::string& file) {
  for (const Tensor& tensor : tensors) {
    if (tensor.name != name) continue;
    if (tensor.shape != shape)
      throw DataError(
          fmt::format("{}: tensor {} has shape {}, but this model expects {}",
                      file, name, shape_text(tensor.shape), shape_text(shape)));
    return tensor;
  }
  throw DataError(
      fmt::format("{}: tensor {} {} is missing: the weights of another model?",
                  file, name, shape_text(shape)));
}

void check_variances(const Tensor& tensor, const std::string& file) {
  if (!tensor.name.ends_with("running_var")) return;
  for (const float variance : tensor.values)
    if (!(variance >= 0))
      throw DataError(
          fmt::format("{}: tensor {} has the value {}, expected variances of "
                      "at least 0",
                      file, printable(tensor.name), variance));
}

void check_no_others(const std::vector<Tensor>& tensors,
                     const std::vector<std::string>& names,
                     const std::string& file) {
  for (const Tensor& tensor : tensors)
    if (std::find(names.begin(), names.end(), tensor.name) == names.end())
      throw DataError(fmt::format("{}: tensor {} {} has no place in this model",
                                  file, printable(tensor.name),
                                  shape_text(tensor.shape)));
}

}  // namespace nn
