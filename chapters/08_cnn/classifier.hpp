/// Four networks for 28 x 28 pixels, and how they are trained here.
#pragma once

#include "nn/cpu/cpu.hpp"
#include "nn/data/dataset.hpp"
#include "nn/model/sequential.hpp"

namespace chapter08 {

/// A fully connected network; one with two convolutions and poolings; the same
/// with strides in place of the poolings; one with three convolutions that
/// keeps only each channel's mean (global average pooling).
enum class Kind { mlp, cnn, strided, global };

/// "MLP", "CNN", "CNN, strides", "CNN, global mean"
const char* name_of(Kind kind);

class Classifier {
 public:
  using B = nn::Cpu;

  Classifier(Kind kind, const nn::Shape& input, std::uint64_t seed);

  /// Adam on mini-batches of 100, with a rate that decays to 0; the same
  /// seed gives the same order.
  void train(const nn::Dataset& data, int epochs, std::uint64_t seed,
             double rate = 5e-3);
  /// The share of correct answers.
  double accuracy(const nn::Dataset& data);
  /// The number of parameters.
  std::size_t size() const { return model_->parameter_count(); }
  /// The current value of parameter `name`, e.g. "0.weight".
  arma::mat parameter(const std::string& name);

  nn::Sequential<B>& model() { return *model_; }
  /// The output of each layer of the CNN's two blocks for x. The fast backend
  /// fuses a convolution with its ReLU and its pooling; the formulas do not.
  std::vector<arma::fmat> cnn_maps(const arma::fmat& x) const;

 private:
  std::unique_ptr<nn::Sequential<B>> model_;
};

}  // namespace chapter08
