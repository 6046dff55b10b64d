/// One training among many of a comparison. It prints nothing.
#pragma once

#include "nn/data/loader.hpp"

#include "models.hpp"
#include "settings.hpp"

namespace chapter09 {

/// The seeds of every comparison.
inline const std::vector<std::uint64_t> seeds = {1, 2, 3};

/// What a comparison varies. The rest is the same for all: AdamW, batches of
/// 128, a rate that falls linearly to 0.
struct Trial {
  std::string model = "mlp";
  double learning_rate = 1e-3;
  int epochs = 8;
  std::uint64_t seed = 1;
  std::string augment = "none";
  double weight_decay = 0;
  Extras extras;
  bool only_the_end = false;  ///< validated after the last epoch alone
};

/// `validation` is to choose by; `test` is for the end.
struct Samples {
  nn::Subset training, validation, test;
};

/// The first --train-samples training images, and the last --validation of all
/// of them: a twelfth, unless another number is given.
Samples samples_for(const Settings& settings, const nn::TrainTest& images);

/// A trained network, and how it became what it is.
struct Course {
  std::unique_ptr<Model> model;
  std::vector<double> training;    ///< error in %, while it learned
  std::vector<double> validation;  ///< error in %, after each epoch
  double seconds = 0;              ///< of its fastest epoch, training alone
};

/// Interrupted if the user stops it.
Course follow(const Trial& trial, const Samples& samples);

/// The error in %, on images changed in the way of `augment`.
double error_on(Model& model, const nn::Subset& samples,
                const std::string& augment = "none");

}  // namespace chapter09
