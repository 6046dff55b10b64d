// A weights file that is accepted gives a model finite numbers, whatever its
// tensors are called, and what is said of it can be printed; one that is
// refused changes nothing.
#include "nn/model/weights.hpp"

#include <cmath>

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

#include "safetensors.hpp"

namespace {

using B = nn::Reference<float>;

void check_note(const std::string& note) {
  fuzz::require(!note.empty() && note.size() < 1000, "a note: " + note);
  for (char c : note)
    fuzz::require(c >= ' ' && c <= '~', "a control character in: " + note);
}

void check_numbers(nn::Sequential<B>& model) {
  for (const nn::Tensor& tensor : nn::to_tensors(model))
    for (float value : tensor.values)
      fuzz::require(std::isfinite(value), "not finite: " + tensor.name);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  nn::Sequential<B> model(nn::Shape{2});
  model.add<nn::Linear>(2, 2).add<nn::BatchNorm>(2);
  model.build(1);
  const std::vector<nn::Tensor> before = nn::to_tensors(model);
  const fuzz::File file(fuzz::text(data, size));
  try {
    const nn::LoadedWeights loaded = nn::load_weights(file.path(), model);
    for (const std::string& note : loaded.notes)
      check_note(note);
    check_numbers(model);
  } catch (const nn::DataError& error) {
    fuzz::check_refusal(error, file.path());
    const std::vector<nn::Tensor> after = nn::to_tensors(model);
    for (std::size_t i = 0; i < before.size(); ++i)
      fuzz::require(before[i].values == after[i].values, "a change");
  }
  return 0;
}
