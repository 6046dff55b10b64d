/// A network: layers one after the other.
#pragma once

#include <memory>
#include <optional>

#include "nn/model/plan.hpp"

namespace nn {

/// A parameter with its name in the whole model, e.g. "0.weight".
template <Backend B>
struct NamedParameter {
  std::string name;
  Parameter<B>* parameter;
};

template <Backend B>
struct NamedState {
  std::string name;
  State<B>* state;
};

/// Owns the layers, one flat vector of parameters, one of gradients, and the
/// activations between the layers.
///
///     nn::Sequential<nn::Cpu> model({1, 28, 28});
///     model.add<nn::Linear>(784, 128);
///     model.add<nn::ReLU>();
///     model.add<nn::Linear>(128, 10);
///     model.build(/*seed=*/1);
///
/// All shapes are checked by build(), before any data is seen.
template <Backend B>
class Sequential {
 public:
  using Matrix = typename B::Matrix;

  /// `input`: the shape of one sample.
  explicit Sequential(Shape input) : input_(input) {}
  Sequential(const Sequential&) = delete;
  Sequential& operator=(const Sequential&) = delete;

  /// Appends a layer L<B>(arguments...).
  template <template <class> class L, class... Arguments>
  Sequential& add(Arguments&&... arguments) {
    return add(std::make_unique<L<B>>(std::forward<Arguments>(arguments)...));
  }
  /// The same for a layer with named options:
  ///
  ///     model.add<nn::Conv2d>(1, 16, {.kernel = 5, .padding = 2});
  template <template <class> class L>
  Sequential& add(std::size_t in, std::size_t out,
                  typename L<B>::Options options) {
    return add(std::make_unique<L<B>>(in, out, std::move(options)));
  }
  template <template <class> class L>
  Sequential& add(std::size_t size, typename L<B>::Options options) {
    return add(std::make_unique<L<B>>(size, std::move(options)));
  }
  Sequential& add(std::unique_ptr<Layer<B>> layer);

  /// Checks that the layers fit together (ShapeError if not), lays out the
  /// parameters and gives them their starting values. Everything below throws
  /// an Error before it, and add() does after it.
  void build(std::uint64_t seed);

  /// x: input features x samples, at least one (ShapeError if not); must live
  /// until backward(). Returns the output of the last layer, valid until the
  /// next call.
  const Matrix& forward(const Matrix& x, Mode mode = Mode::train);
  /// The same for a temporary, which the model keeps until the next call.
  const Matrix& forward(Matrix&& x, Mode mode = Mode::train);

  /// dy: derivative of the loss with respect to the output of the last
  /// forward(), which must have used Mode::train. Writes gradients().
  void backward(const Matrix& dy) { backward(dy, false); }

  /// The same, and returns the derivative with respect to x.
  const Matrix& backward_to_input(const Matrix& dy) {
    backward(dy, true);
    return *nodes_.front().input_gradient;
  }

  /// All parameters (gradients) as one column.
  Matrix& parameters() { return built(*this).parameters_; }
  const Matrix& gradients() const { return built(*this).gradients_; }
  std::vector<NamedParameter<B>> named_parameters() {
    return built(*this).all_parameters();
  }
  /// Running means and the like, e.g. "1.running_mean".
  std::vector<NamedState<B>> named_states();

  /// Batches seen in training: what Dropout draws depends on it, so code that
  /// resumes an earlier training has to set it.
  std::uint64_t training_steps() const { return step_; }
  void set_training_steps(std::uint64_t steps) { step_ = steps; }

  const Shape& input_shape() const { return input_; }
  const Shape& output_shape() const { return built(*this).nodes_.back().out; }
  std::size_t parameter_count() const { return parameter_buffer_.size(); }
  std::size_t layer_count() const { return layers_.size(); }

  /// The output of layer i (0 is the first) in the last forward(). A layer
  /// that is computed together with the next one has the output of both.
  const Matrix& activation(std::size_t i) const;

  /// Where the last forward() went wrong, for messages: the first layer whose
  /// output holds a non-finite number, with that number.
  std::string first_not_finite() const;

  /// A table of the layers, their output shapes and parameters.
  std::string summary() const;

 private:
  /// An operator, its first layer, and its activations.
  struct Node {
    std::unique_ptr<Operator<B>> executes;
    std::size_t layer = 0;
    Shape in, out;
    typename B::Buffer output_buffer, input_gradient_buffer;
    // Views of the current batch's columns. A transient gradient is needed for
    // one sample at a time: it has a column for each worker.
    std::optional<Matrix> output, input_gradient;
    bool transient = false;
  };
  /// Neighboring nodes first … last-1 that take equally many samples at once.
  struct Stage {
    std::size_t first, last;
    Tiling tiling;
  };

  /// The model itself; throws an Error unless build() is done.
  template <class Self>
  static Self& built(Self& self) {
    if (!self.built_)
      throw Error(
          "the model has no shapes and no parameters yet: call "
          "build(seed) first");
    return self;
  }
  /// The same; throws an Error unless forward() has run.
  const Sequential& computed() const;

  std::vector<NamedParameter<B>> all_parameters();
  void configure();
  void check_size(const Shape& shape, std::size_t layer) const;
  void make_nodes();
  double work_of(std::size_t layer) const;
  std::vector<Stage> make_stages(Mode mode) const;
  void lay_out_parameters();
  void initialize(std::uint64_t seed);
  /// How many columns a node's input gradient has for this many samples.
  std::size_t gradient_columns(const Node& node, std::size_t samples) const;
  void reserve(std::size_t samples);
  /// How many threads share the current batch.
  std::size_t workers() const;
  void backward(const Matrix& dy, bool to_input);
  const Matrix& input_of(std::size_t node) const;
  Context context_of(const Node& node, Range samples, Worker worker) const;
  std::string gives(std::size_t layer) const;
  void check_input(const Matrix& x) const;
  void check_output_gradient(const Matrix& dy) const;

  // f(operator, worker) for all if any prepares something, on all threads.
  template <class F>
  void prepare(F&& f);

  // f(samples, stage, worker) for every tile of every stage, from the first
  // stage to the last or in reverse, on all threads.
  template <class F>
  void for_each_tile(const std::vector<Stage>& stages, bool reverse, F&& f);

  Shape input_;
  bool built_ = false;
  std::vector<std::unique_ptr<Layer<B>>> layers_;
  std::vector<Shape> shapes_;         // of each layer's output
  std::vector<std::size_t> node_of_;  // which node computes a layer
  std::vector<Node> nodes_;
  std::vector<Stage> training_stages_, evaluation_stages_;

  typename B::Buffer parameter_buffer_, gradient_buffer_;
  Matrix parameters_, gradients_;

  std::size_t capacity_ = 0;    // samples that the buffers can hold
  std::size_t workers_ = 0;     // that the layers made room for
  double work_ = 0;             // multiply-adds per sample, about
  std::size_t samples_ = 0;     // samples that the views show
  std::uint64_t seed_ = 0;      // of build()
  std::uint64_t step_ = 0;      // batches seen in training
  std::optional<Matrix> kept_;  // an input that nobody else keeps
  const Matrix* x_ = nullptr;   // input of the last forward() …
  Mode mode_ = Mode::train;     // … and its mode
};

}  // namespace nn

#include "nn/model/sequential_build.hpp"
#include "nn/model/sequential_run.hpp"
