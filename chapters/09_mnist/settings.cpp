#include "settings.hpp"

#include <CLI/CLI.hpp>

#include "nn/core/error.hpp"
#include "nn/data/augment.hpp"
#include "nn/program/option_values.hpp"
#include "nn/training/optimizer_names.hpp"
#include "nn/training/schedules.hpp"

#include "experiments.hpp"

namespace chapter09 {

const std::vector<Recipe>& recipes() {
  static const std::vector<Recipe> all = {
      {"mlp", "784-256-128-10, ReLU", "adam", 1e-3, 128, 12, "linear"},
      {"cnn", "two convolutions of 16 and 32 channels, then 1568-128-10",
       "adam", 1e-3, 128, 6, "linear"},
      {"deep", "six convolutions, 1024-50-10, dropout", "adam", 1e-3, 100, 4,
       "linear"},
      {"resnet20", "19 convolutions, 9 of them skipped (chapter 15)", "adam",
       1e-3, 128, 3, "linear"},
      {"linear", "784-10: no hidden layer", "adam", 1e-3, 128, 12, "linear"},
      {"two-layer", "784-50-10, ReLU, plain descent", "sgd", 0.1, 100, 17,
       "constant"},
      // The notes add 0.01 times a sum over 1000 samples; our squared error
      // is a mean over 1000 samples and 10 classes with a factor 2 in its
      // gradient: 0.01 * 10000 / 2 = 50.
      {"bpn", "784-30-10, sigmoid, squared error", "sgd", 50, 1000, 10,
       "constant"}};
  return all;
}

namespace {

std::vector<std::string> model_names() {
  std::vector<std::string> names;
  for (const Recipe& recipe : recipes())
    names.push_back(recipe.model);
  return names;
}

std::string model_help() {
  std::string text = "The network:";
  for (const Recipe& recipe : recipes())
    text += fmt::format("\n  {}: {}", recipe.model, recipe.summary);
  return text;
}

/// CLI11's check of a value: "" if `parse` accepts it, else its error message.
template <class Parse>
auto accepted_by(Parse parse) {
  return [parse](const std::string& text) -> std::string {
    try {
      parse(text);
      return "";
    } catch (const nn::Error& error) {
      return error.what();
    }
  };
}

void add_data_options(CLI::App& app, Settings& s) {
  app.add_option("--model", s.model, model_help())
      ->check(CLI::IsMember(model_names()))
      ->capture_default_str();
  app.add_option("--data", s.data,
                 "A folder with the four IDX files or CIFAR-10's six, or mnist, "
                 "fashion-mnist or cifar-10 (default: $NN_DATA, data/mnist, "
                 "Debian's Fashion-MNIST)");
  app.add_option("--epochs", s.epochs, "How often all images are seen")
      ->transform(nn::whole_number(1, 100000));
  app.add_option("--batch-size", s.batch_size, "Images in a training step")
      ->transform(nn::whole_number(1, 60000));
}

void add_learning_options(CLI::App& app, Settings& s) {
  app.add_option("--optimizer", s.optimizer, "How weights follow the gradient")
      ->check(CLI::IsMember(std::vector<std::string>(
          nn::optimizer_names.begin(), nn::optimizer_names.end())));
  app.add_option("--learning-rate", s.learning_rate, "How far they follow")
      ->check(nn::number_between(1e-9, 1e6));
  app.add_option("--schedule", s.schedule,
                 "How the learning rate changes:\n" + nn::schedule_help())
      ->check(accepted_by(nn::parse_schedule));
  app.add_option("--weight-decay", s.weight_decay,
                 "Pulls weight matrices towards 0: L2, with adamw decoupled")
      ->check(nn::number_between(0.0, 10.0))
      ->capture_default_str();
  app.add_option("--label-smoothing", s.label_smoothing,
                 "Share of the truth that is given to all classes alike")
      ->check(nn::number_between(0.0, 0.9))
      ->capture_default_str();
  app.add_option("--weight-average", s.weight_average,
                 "Test and save a running mean of the weights that keeps this "
                 "share of itself in every training step, e.g. 0.998; 0: none")
      ->check(nn::number_between(0, 0.999999))
      ->capture_default_str();
  app.add_option("--augment", s.augment,
                 "Show changed images: shift:2, geo:1.5,10,0.5, flip, "
                 "erase:0.3, color:0.2 (gray images have no saturation to "
                 "change), joined by +")
      ->check(accepted_by(nn::parse_augment))
      ->capture_default_str();
  app.add_option("--plain-epochs", s.plain_epochs,
                 "With --augment: in the last N epochs, show the images as "
                 "they are")
      ->transform(nn::whole_number(0, 100000))
      ->needs("--augment")
      ->capture_default_str();
}

void add_network_flags(CLI::App& app, Settings& s) {
  app.add_flag("--batch-norm", s.batch_norm, "BatchNorm before every ReLU");
  app.add_flag("--wide", s.wide,
               "With --model deep: twice the channels in the last three "
               "convolutions");
  app.add_flag("--standardize", s.standardize,
               "Give all training pixels mean 0 and deviation 1; in color, "
               "those of each channel");
}

void add_machine_options(CLI::App& app, Settings& s) {
  app.add_option("--threads", s.threads,
                 "Threads; 0: one a processor that it may use, at most 16")
      ->transform(nn::whole_number(0, 256))
      ->capture_default_str();
  app.add_option("--device", s.device,
                 "Where it computes: the processor; an NVIDIA GPU; a GPU that "
                 "the processor plays, to learn CUDA by")
      ->check(CLI::IsMember({"cpu", "cuda", "cuda-emulated"}))
      ->capture_default_str();
  app.add_option("--products", s.products,
                 "Who multiplies the matrices of linear layers: the library, "
                 "with the same digits on every machine, or OpenBLAS, whose "
                 "last bits are others on each")
      ->check(CLI::IsMember({"own", "openblas"}))
      ->capture_default_str();
  app.add_flag("--tf32", s.tf32,
               "With --device cuda: products of numbers rounded to 10 bits, "
               "where the GPU can");
}

void add_checkpoint_options(CLI::App& app, Settings& s) {
  CLI::Option* folder =
      app.add_option("--checkpoint", s.checkpoint,
                     "Save all of the run in this folder after each epoch and "
                     "at Ctrl-C; the last two checkpoints are kept")
          ->excludes("--weights")
          ->excludes("--experiment");
  app.add_option("--checkpoint-every", s.checkpoint_every,
                 "... and after every N training steps")
      ->transform(nn::whole_number(1, 1000000000))
      ->needs(folder);
  app.add_flag("--resume", s.resume,
               "Go on from the newest checkpoint as if the run had never "
               "stopped; without one, begin")
      ->needs(folder);
}

}  // namespace

void Recipe::check_last_batch(std::size_t samples) const {
  const auto leaves_one = [=](std::size_t size) {
    return size == 1 || samples % size == 1;
  };
  if (!leaves_one(batch_size)) return;
  std::size_t better = batch_size + 1;
  while (leaves_one(better))
    ++better;
  throw nn::UsageError(fmt::format(
      "--batch-norm: of {} samples in batches of {} one would be left alone, "
      "which has no variance; try --batch-size {}",
      samples, batch_size, better));
}

Recipe Settings::recipe() const {
  if (wide && model != "deep")
    throw nn::UsageError(
        fmt::format("--wide is for --model deep, not for {}", model));
  const bool plain =
      model != "mlp" && model != "cnn" && model != "deep";
  if (batch_norm && plain)
    throw nn::UsageError(fmt::format(
        "--batch-norm is for --model mlp, cnn or deep, not for {}{}", model,
        model == "resnet20" ? ", which has it" : ""));
  const auto found =
      std::find_if(recipes().begin(), recipes().end(),
                   [&](const Recipe& r) { return r.model == model; });
  Recipe chosen = *found;
  chosen.optimizer = optimizer.value_or(chosen.optimizer);
  chosen.learning_rate = learning_rate.value_or(chosen.learning_rate);
  chosen.batch_size = batch_size.value_or(chosen.batch_size);
  chosen.epochs = epochs.value_or(chosen.epochs);
  chosen.schedule = schedule.value_or(chosen.schedule);
  return chosen;
}

void add_options(CLI::App& app, Settings& s) {
  add_data_options(app, s);
  add_learning_options(app, s);
  add_network_flags(app, s);
  add_machine_options(app, s);
  app.add_option("--validation", s.validation,
                 "Hold back the last N training images to choose settings by")
      ->transform(nn::whole_number(0, 59999))
      ->capture_default_str();
  app.add_option("--train-samples", s.train_samples,
                 "Use only the first N training images; 0: all")
      ->transform(nn::whole_number(0, 60000))
      ->capture_default_str();
  app.add_option("--weights", s.weights,
                 "Load these weights (.safetensors), or this network (.onnx), "
                 "and only evaluate them");
  CLI::Option* onnx =
      app.add_option("--export", s.onnx,
                     "Write the network to this .onnx file, for other programs");
  app.add_option("--experiment", s.experiment, experiment_help())
      ->check(CLI::IsMember(experiment_names()))
      ->excludes(onnx);
  add_checkpoint_options(app, s);
  app.add_option("--dashboard", s.dashboard,
                 "While it trains, show the curves at http://127.0.0.1:PORT/, "
                 "for this machine alone; 0: any free port")
      ->type_name("PORT")
      ->transform(nn::whole_number(0, 65535))
      ->excludes("--weights")
      ->excludes("--experiment");
}

void shorten(Settings& settings) {
  settings.epochs = 1;
  // A GPU emulated on the CPU is slow.
  const bool emulated = settings.device == "cuda-emulated";
  if (settings.train_samples == 0)
    settings.train_samples = emulated ? 300 : 1000;
  if (emulated) settings.test_samples = 500;
  if (emulated) settings.inference_images = 20;
}

}  // namespace chapter09
