// A checkpoint is accepted only with the right SHA-256. One that has it, but
// was not written by this program, is taken or refused, and training goes on
// without harm.
#include "nn/training/checkpoint.hpp"

#include <optional>

#include "nn/io/sha256.hpp"
#include "nn/layers/batch_norm.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"
#include "nn/training/run_log.hpp"
#include "nn/training/training_state.hpp"

#include "safetensors.hpp"

namespace {

using B = nn::Reference<float>;

/// The file with the SHA-256 that it must have, where it has any.
std::string sealed(std::string bytes) {
  const std::string key = "\"sha256\":\"";
  const std::size_t at = bytes.find(key) + key.size();
  if (at < key.size() || at + 64 > bytes.size()) return bytes;
  bytes.replace(at, 64, std::string(64, '0'));
  return bytes.replace(at, 64, nn::sha256(bytes));
}

std::optional<nn::Checkpoint> read(const std::string& bytes) {
  return fuzz::read(fuzz::File(bytes), nn::read_checkpoint);
}

nn::Dataset eight_samples() {
  nn::Dataset data;
  data.name = "noise";
  data.shape = {2};
  data.classes = 2;
  data.pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  data.labels = {0, 1, 0, 1, 1, 0, 1, 0};
  return data;
}

/// Takes all of it and trains for an epoch.
void go_on(const nn::Checkpoint& checkpoint) {
  nn::Sequential<B> model(nn::Shape{2});
  model.add<nn::Linear>(2, 2).add<nn::BatchNorm>(2);
  model.build(1);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Adam<B> adam(model);
  nn::Trainer<B> trainer(model, loss, adam);
  nn::load_state(checkpoint, model);
  nn::load_state(checkpoint, adam);
  nn::load_state(checkpoint, trainer);
  nn::parse_epochs(checkpoint.file, checkpoint.text("epochs"));
  const nn::Dataset data = eight_samples();
  nn::Loader loader(nn::all(data), {.batch_size = 3});
  trainer.train_epoch(loader);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string input = fuzz::text(data, size);
  if (read(input))
    fuzz::require(input == sealed(input), "accepted with a wrong SHA-256");
  if (const auto checkpoint = read(sealed(input))) {
    try {
      go_on(*checkpoint);
    } catch (const nn::Error& error) {
      fuzz::check_refusal(error);
    }
  }
  return 0;
}
