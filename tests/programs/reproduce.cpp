// Trains one of chapter 9's networks and leaves what it has become: for
// test_reproduce.py, which compares runs on other threads, kernels and builds.
//
//   reproduce MODEL OPTIMIZER SAMPLES EPOCHS THREADS OUT
//     -> OUT/labels: one byte a test image; OUT/weights.safetensors
//
// $NN_DATA says which images. With 0 EPOCHS it reads OUT/weights.safetensors
// and only labels the test images.
#include <fstream>
#include <string>

#include "nn/data/dataset.hpp"
#include "nn/model/weights.hpp"
#include "nn/training/callbacks.hpp"
#include "nn/training/evaluate.hpp"
#include "nn/training/trainer.hpp"

#include "09_mnist/models.hpp"

using B = nn::Cpu;
using chapter09::Model;

namespace {

void train(Model& model, const std::string& optimizer_name,
           const nn::Subset& samples, int epochs) {
  const auto optimizer = chapter09::make_optimizer(
      optimizer_name, model, optimizer_name == "sgd" ? 0.1 : 1e-3);
  nn::SoftmaxCrossEntropy<B> loss;
  nn::Trainer<B> trainer(model, loss, *optimizer);
  nn::Loader loader(samples, {.batch_size = 100});
  const auto batches = static_cast<std::int64_t>(loader.batches());
  nn::ScheduleRate<B> rates(*optimizer, nn::linear_to_zero(), batches * epochs);
  trainer.add(rates);
  trainer.fit(loader, epochs);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) return 2;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const int epochs = std::stoi(arguments[3]);
  const std::filesystem::path out = arguments[5];
  const auto weights = out / "weights.safetensors";
  B::set_threads(std::stoi(arguments[4]));
  const nn::TrainTest images = nn::load_images("");
  const auto model =
      chapter09::make_model(arguments[0], images.train.shape, /*seed=*/1);
  if (epochs == 0)
    nn::load_weights(weights, *model);
  else
    train(*model, arguments[1],
          nn::first(images.train, std::stoul(arguments[2])), epochs);
  nn::Loader test(nn::all(images.test), {.batch_size = 1000, .shuffle = false});
  nn::SoftmaxCrossEntropy<B> loss;
  const nn::Evaluation result = nn::evaluate(*model, loss, test);
  std::ofstream labels(out / "labels", std::ios::binary);
  for (const auto label : nn::predict(result.scores))
    labels.put(static_cast<char>(label));
  if (epochs > 0) nn::save_weights(*model, weights);
  fmt::print("{} {:.4f}\n", nn::select_blas_kernels().running, result.accuracy);
  return labels.flush() ? 0 : 1;
}
