/// A model's parameters as named tensors, in PyTorch's names, shapes and order.
#pragma once

#include "nn/io/checksum.hpp"
#include "nn/model/model.hpp"
#include "nn/model/weights_file.hpp"

namespace nn {

/// Reorders numbers from our memory to PyTorch's (or, `back`, the other way).
void convert_layout(const TorchLayout& layout, std::span<const float> from,
                    std::span<float> to, bool back);

/// All parameters and states: "0.weight" as [out, in], "0.bias" as [out],
/// "1.running_mean" …
template <Backend B>
std::vector<Tensor> to_tensors(Model<B>& model) {
  std::vector<Tensor> tensors;
  for (auto& [name, p] : model.named_parameters()) {
    const arma::fmat ours = B::to_host(p->value);
    Tensor tensor{name, p->torch.shape, std::vector<float>(ours.n_elem)};
    convert_layout(p->torch, {ours.memptr(), ours.n_elem}, tensor.values,
                   false);
    tensors.push_back(std::move(tensor));
  }
  for (auto& [name, state] : model.named_states()) {
    const arma::fmat ours = B::to_host(state->as_column());
    tensors.push_back({name, state->shape, {ours.begin(), ours.end()}});
  }
  return tensors;
}

/// Finds the tensor and checks its shape; DataError names what is missing or
/// different. `file` is for the message.
const Tensor& find_tensor(const std::vector<Tensor>& tensors,
                          const std::string& name,
                          const std::vector<std::size_t>& shape,
                          const std::string& file);

/// DataError if the tensor is a running_var with a number below 0.
void check_variances(const Tensor& tensor, const std::string& file);

/// DataError if there are more tensors than the model has parameters.
void check_no_others(const std::vector<Tensor>& tensors,
                     const std::vector<std::string>& names,
                     const std::string& file);

/// Sets all parameters and states. Nothing is changed if anything does not
/// fit.
template <Backend B>
void from_tensors(const std::vector<Tensor>& tensors, const std::string& file,
                  Model<B>& model) {
  std::vector<std::string> names;
  for (auto& [name, p] : model.named_parameters()) {
    find_tensor(tensors, name, p->torch.shape, file);
    names.push_back(name);
  }
  for (auto& [name, state] : model.named_states()) {
    check_variances(find_tensor(tensors, name, state->shape, file), file);
    names.push_back(name);
  }
  check_no_others(tensors, names, file);
  for (auto& [name, p] : model.named_parameters()) {
    const Tensor& tensor = find_tensor(tensors, name, p->torch.shape, file);
    arma::fmat ours(p->rows, p->cols);
    convert_layout(p->torch, tensor.values, {ours.memptr(), ours.n_elem}, true);
    B::from_host(ours, p->value);
  }
  for (auto& [name, state] : model.named_states()) {
    const Tensor& tensor = find_tensor(tensors, name, state->shape, file);
    auto column = state->as_column();
    B::from_host(arma::fvec(tensor.values), column);
  }
}

/// All that from_tensors() sets, in the order of to_tensors().
template <Backend B>
std::vector<WantedTensor> wanted_tensors(Model<B>& model) {
  std::vector<WantedTensor> wanted;
  for (auto& [name, p] : model.named_parameters())
    wanted.push_back({name, p->torch.shape});
  for (auto& [name, state] : model.named_states())
    wanted.push_back({name, state->shape});
  return wanted;
}

/// The model's weights in a .safetensors file, with texts `about` them and the
/// file's checksum in its metadata. DataError, with an older file untouched,
/// as for write_safetensors().
template <Backend B>
void save_weights(Model<B>& model, const std::filesystem::path& file,
                  Texts about = {}) {
  about["format"] = "pt";
  write_with_checksum(file, {to_tensors(model), std::move(about)});
}

/// Sets all parameters and states from a file of this or another program; see
/// read_weights(). Nothing is changed if anything does not fit. The result
/// has lines that the user should see.
template <Backend B>
LoadedWeights load_weights(const std::filesystem::path& file,
                           Model<B>& model) {
  LoadedWeights loaded = read_weights(file, wanted_tensors(model));
  from_tensors(loaded.tensors, file.string(), model);
  loaded.tensors.clear();
  return loaded;
}

}  // namespace nn
