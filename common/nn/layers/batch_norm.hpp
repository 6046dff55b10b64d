/// Batch normalization. Chapter 7; notes C6.4.
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// Defaults as in PyTorch.
struct BatchNormOptions {
  double momentum = 0.1;  ///< of the running means: how much a batch counts
  double epsilon = 1e-5;  ///< added to the variance
};

/// Gives every feature of a vector, or every channel of an image, mean 0 and
/// variance 1 over the batch, then a learned scale ("weight") and shift
/// ("bias"). In evaluation the running means take the batch's place.
/// ShapeError if a batch in training holds only one value of each.
template <Backend B>
class BatchNorm : public Layer<B> {
 public:
  using Matrix = typename B::Matrix;
  using Options = BatchNormOptions;

  /// `channels`: of the image, or features of the vector.
  explicit BatchNorm(std::size_t channels, Options options = {})
      : channels_(channels), options_(options), norm_(channels) {}

  std::string name() const override {
    return fmt::format("BatchNorm({})", channels_);
  }

  Shape configure(const Shape& input) override {
    if (input.channels != channels_)
      throw ShapeError(
          fmt::format("expects {} {}", channels_,
                      input.is_vector() ? "features" : "channels"));
    describe(scale_, "weight", constant(1));
    describe(shift_, "bias", zeros());
    start(running_mean_, "running_mean", 0);
    start(running_variance_, "running_var", 1);
    norm_.reserve();
    pixels_ = input.pixels();
    return input;
  }

  std::vector<Parameter<B>*> parameters() override {
    return {&scale_, &shift_};
  }
  std::vector<State<B>*> states() override {
    return {&running_mean_, &running_variance_};
  }

  // #region batch_norm_layer
  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    auto* mean = running_mean_.values.data();
    auto* variance = running_variance_.values.data();
    if (context.mode == Mode::train) expect_several(x.n_cols);
    if (context.mode == Mode::train)
      norm_.train(x, scale_.value, shift_.value, y, mean, variance,
                  options_.momentum, options_.epsilon);
    else
      norm_.evaluate(x, scale_.value, shift_.value, y, mean, variance,
                     options_.epsilon);
  }

  void backward(const Matrix& x, const Matrix&, const Matrix& dy, Matrix* dx,
                const Context&) override {
    norm_.backward(x, scale_.value, dy, dx);
    norm_.gradients(scale_.gradient, shift_.gradient, {});
  }
  // #endregion batch_norm_layer

  // For nn/model/batch_norm_operator.hpp.
  typename B::BatchNorm& norm() { return norm_; }
  Parameter<B>& scale() { return scale_; }
  Parameter<B>& shift() { return shift_; }
  std::size_t pixels() const { return pixels_; }  ///< after configure()
  State<B>& running_mean() { return running_mean_; }
  State<B>& running_variance() { return running_variance_; }
  const Options& options() const { return options_; }
  /// One value is its own mean: the result would be the shift, whatever the
  /// value was, and the gradient 0.
  void expect_several(std::size_t samples) const {
    if (samples * pixels_ > 1) return;
    throw ShapeError(fmt::format(
        "{} in training needs more than one value a channel, and gets a batch "
        "of one sample: choose a batch size that leaves no single sample at "
        "the end of an epoch",
        name()));
  }

 private:
  void describe(Parameter<B>& parameter, const char* name, Initializer rule) {
    parameter.name = name;
    parameter.rows = channels_;
    parameter.cols = 1;
    parameter.fan_in = parameter.fan_out = 1;
    parameter.initializer = rule;
    parameter.torch = {{channels_}, {channels_}, {0}};
  }
  void start(State<B>& state, const char* name, typename B::Real value) {
    state.name = name;
    state.shape = {channels_};
    state.values.assign(channels_, value);
  }

  std::size_t channels_, pixels_ = 1;
  Options options_;
  Parameter<B> scale_, shift_;
  State<B> running_mean_, running_variance_;
  typename B::BatchNorm norm_;
};

}  // namespace nn
