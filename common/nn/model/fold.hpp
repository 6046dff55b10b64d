/// A trained network for use alone, without BatchNorm. Chapter 15.
#pragma once

#include <algorithm>

#include "nn/layers/batch_norm.hpp"
#include "nn/layers/conv2d.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/graph.hpp"

namespace nn {

// #region folded
/// In use, BatchNorm is y = f (x - mean) + shift with one f = scale /
/// sqrt(variance + epsilon) for each channel. Behind a convolution or a Linear,
/// which are W x + b, both together are one: W' = f W, b' = f (b - mean) +
/// shift.
template <Backend B>
struct Folded {
  arma::mat W;  ///< out x as before
  arma::vec b;  ///< out
};

template <Backend B>
Folded<B> folded(const arma::fmat& W, const arma::fmat& b, BatchNorm<B>& norm) {
  const auto numbers = [](const auto& matrix) -> arma::vec {
    return arma::vectorise(arma::conv_to<arma::mat>::from(B::to_host(matrix)));
  };
  const arma::vec variance = numbers(norm.running_variance().as_column());
  const arma::vec f = numbers(norm.scale().value) /
                      arma::sqrt(variance + norm.options().epsilon);
  Folded<B> result = {arma::conv_to<arma::mat>::from(W), {}};
  result.W.each_col() %= f;
  const arma::vec before = arma::conv_to<arma::mat>::from(b);
  result.b = f % (before - numbers(norm.running_mean().as_column())) +
             numbers(norm.shift().value);
  return result;
}
// #endregion folded

/// Copies a model layer by layer, and folds each BatchNorm that is alone behind
/// a convolution or a Linear.
template <Backend B>
class Folding {
 public:
  explicit Folding(Model<B>& model) : model_(model) {}

  /// Evaluates to what the model does, but for rounding. An Error if a layer
  /// was handed to the model ready-made, or shares its parameters with another:
  /// such cannot be copied.
  std::unique_ptr<Graph<B>> run() {
    made_ = std::make_unique<Graph<B>>(model_.input_shape());
    for (std::size_t i = 0; i < model_.layer_count(); ++i)
      values_.push_back(copied(i));
    made_->build(0);
    for (std::size_t i = 0; i < model_.layer_count(); ++i)
      copy_numbers(i);
    return std::move(made_);
  }

 private:
  using Make = typename Model<B>::Make;

  Value value_of(std::size_t layer) const {
    return layer == model_.from_input ? made_->input() : values_[layer];
  }

  /// The layer that alone takes what layer i gives, if it is a BatchNorm.
  BatchNorm<B>* norm_behind(std::size_t i) const {
    if (!weights_of(model_.layer(i)) || model_.readers_of(i) != 1)
      return nullptr;
    std::size_t reader = i + 1;
    while (std::ranges::count(model_.layer_inputs(reader), i) == 0)
      ++reader;
    return dynamic_cast<BatchNorm<B>*>(&model_.layer(reader));
  }
  bool is_folded(std::size_t i) const {
    return dynamic_cast<BatchNorm<B>*>(&model_.layer(i)) &&
           model_.layer_inputs(i).front() != model_.from_input &&
           norm_behind(model_.layer_inputs(i).front());
  }

  /// Layer i's W and b, if it is a convolution or a Linear.
  struct Weights {
    Parameter<B>*W, *b;
  };
  static std::optional<Weights> weights_of(Layer<B>& layer) {
    if (auto* convolution = dynamic_cast<Conv2d<B>*>(&layer))
      return Weights{&convolution->weight(), &convolution->bias()};
    if (auto* linear = dynamic_cast<Linear<B>*>(&layer))
      return Weights{&linear->weight(), &linear->bias()};
    return {};
  }

  Value copied(std::size_t i) {
    std::vector<Value> inputs;
    for (const std::size_t from : model_.layer_inputs(i))
      inputs.push_back(value_of(from));
    if (is_folded(i)) return inputs.front();
    const Make make = norm_behind(i) ? with_bias(i) : model_.maker(i);
    if (!make || model_.is_shared(i))
      throw Error(
          fmt::format("{} cannot be copied: only layers that a model made by "
                      "their type can, and that share no parameters",
                      model_.label(i)));
    return made_->add(model_.layer_name(i), inputs, make);
  }

  Make with_bias(std::size_t i) const {
    const auto* c = dynamic_cast<Conv2d<B>*>(&model_.layer(i));
    if (!c || c->has_bias()) return model_.maker(i);
    const Conv2dOptions options = {.kernel = c->window().kernel,
                                   .stride = c->window().stride,
                                   .padding = c->window().padding};
    return Model<B>::template maker_of<Conv2d>(c->in_channels(),
                                               c->out_channels(), options);
  }

  void copy_numbers(std::size_t i) {
    if (is_folded(i)) return;
    Layer<B>& to = made_->layer(values_[i].layer);
    if (BatchNorm<B>* norm = norm_behind(i)) {
      const Weights old = *weights_of(model_.layer(i)), now = *weights_of(to);
      const Folded<B> f =
          folded<B>(B::to_host(old.W->value), B::to_host(old.b->value), *norm);
      B::from_host(arma::conv_to<arma::fmat>::from(f.W), now.W->value);
      B::from_host(arma::conv_to<arma::fmat>::from(arma::mat(f.b)),
                   now.b->value);
      return;
    }
    const auto parameters = model_.layer(i).parameters();
    for (std::size_t k = 0; Parameter<B>* p : to.parameters())
      B::copy(parameters[k++]->value, p->value);
    const auto states = model_.layer(i).states();
    for (std::size_t k = 0; State<B>* state : to.states()) {
      auto column = state->as_column();
      B::copy(states[k++]->as_column(), column);
    }
  }

  Model<B>& model_;
  std::unique_ptr<Graph<B>> made_;
  std::vector<Value> values_;  // in the new graph, of each layer
};

/// The network for Mode::evaluate with each BatchNorm behind a convolution or a
/// Linear folded into it; see Folding::run.
template <Backend B>
std::unique_ptr<Graph<B>> fold_batch_norm(Model<B>& model) {
  return Folding<B>(model).run();
}

}  // namespace nn
