/// Three networks for 28 x 28 pixels, and how they are trained here.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/data/dataset.hpp"
#include "nn/model/sequential.hpp"

namespace chapter08 {

/// A fully connected network; one with two convolutions; one with three that
/// keeps of each channel only its mean, wherever things were.
enum class Kind { mlp, cnn, global };

/// "MLP", "CNN", "CNN, global mean"
const char* name_of(Kind kind);

class Classifier {
 public:
  using B = nn::Cpu;

  Classifier(Kind kind, const nn::Shape& input, std::uint64_t seed);

  /// Adam on mini-batches of 100, its rate falling to 0; in the same order
  /// for the same seed.
  void train(const nn::Dataset& data, int epochs, std::uint64_t seed);
  /// The share of right answers.
  double accuracy(const nn::Dataset& data);
  /// The number of parameters.
  std::size_t size() const { return model_->parameter_count(); }
  /// What parameter `name` is now, e.g. "0.weight".
  arma::mat parameter(const std::string& name);

  nn::Sequential<B>& model() { return *model_; }
  /// What each layer of the CNN's two blocks makes of x. The fast backend
  /// computes a convolution, its ReLU and its pooling in one go; the formulas
  /// do not.
  std::vector<arma::fmat> cnn_maps(const arma::fmat& x) const;

 private:
  std::unique_ptr<nn::Sequential<B>> model_;
};

}  // namespace chapter08
