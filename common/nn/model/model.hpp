/// A network of layers: what Sequential and Graph have in common.
#pragma once

#include <functional>
#include <limits>
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
/// activations between the layers. nn/model/sequential.hpp and
/// nn/model/graph.hpp are how one is made.
template <Backend B>
class Model {
 public:
  using Matrix = typename B::Matrix;

  virtual ~Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  /// Checks that the layers fit together (ShapeError if not), lays out the
  /// parameters and gives them their starting values. Everything below throws
  /// an Error before it, and no layer can be added after it.
  void build(std::uint64_t seed);

  /// x: input features x samples, at least one (ShapeError if not); must live
  /// until backward(). Returns the output of the model, valid until the next
  /// call.
  const Matrix& forward(const Matrix& x, Mode mode = Mode::train);
  /// The same for a temporary, which the model keeps until the next call.
  const Matrix& forward(Matrix&& x, Mode mode = Mode::train);

  /// dy: derivative of the loss with respect to the output of the last
  /// forward(), which must have used Mode::train. Writes gradients().
  void backward(const Matrix& dy) { backward(dy, false); }

  /// The same, and returns the derivative with respect to x.
  const Matrix& backward_to_input(const Matrix& dy) {
    backward(dy, true);
    return *values_.front().gradient;
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
  const Shape& output_shape() const {
    return built(*this).values_.back().shape;
  }
  std::size_t parameter_count() const { return parameter_buffer_.size(); }
  std::size_t layer_count() const { return layers_.size(); }

  /// Layer i (0 is the first), its name in the model, e.g. "0", and the layers
  /// that it takes its inputs from (the model's input: `from_input`).
  Layer<B>& layer(std::size_t i) const { return *layers_.at(i); }
  const std::string& layer_name(std::size_t i) const {
    return wires_.at(i).name;
  }
  const std::vector<std::size_t>& layer_inputs(std::size_t i) const {
    return wires_.at(i).inputs;
  }
  /// The shape of what layer i gives; for a Graph known before build().
  const Shape& layer_shape(std::size_t i) const { return wires_.at(i).out; }
  static constexpr std::size_t from_input = static_cast<std::size_t>(-1);

  /// How many inputs of layers take what layer i gives (or, from_input, what
  /// the model is given).
  std::size_t readers_of(std::size_t i) const;

  /// The layer whose parameters layer i computes with: itself, or an earlier
  /// one, which owns them.
  std::size_t owner(std::size_t i) const { return wires_.at(i).owner; }
  bool is_shared(std::size_t i) const { return owner(i) != i; }

  /// "layer 3 Conv2d(6 -> 16, 3x3)", "the input": for messages.
  std::string label(std::size_t layer) const;

  using Make = std::function<std::unique_ptr<Layer<B>>()>;
  /// Makes layers L<B>(arguments...).
  template <template <class> class L, class... Arguments>
  static Make maker_of(Arguments... arguments) {
    return [arguments...] { return std::make_unique<L<B>>(arguments...); };
  }
  /// Makes layers with the options of layer i; empty if that was handed over
  /// ready-made.
  const Make& maker(std::size_t i) const { return wires_.at(i).make; }

  /// The output of layer i (0 is the first) in the last forward(). A layer
  /// that is computed together with the next one has the output of both.
  const Matrix& activation(std::size_t i) const;

  /// Where the last forward() went wrong, for messages: the first layer whose
  /// output holds a non-finite number, with that number.
  std::string first_not_finite() const;

  /// A table of the layers, their output shapes and parameters.
  std::string summary() const;

 protected:
  /// `input`: the shape of one sample.
  explicit Model(Shape input) : input_(input) {}

  /// Appends a layer; returns its number. `inputs`: earlier layers; `make`:
  /// makes one like it.
  std::size_t append(std::unique_ptr<Layer<B>> layer, std::string name,
                     std::vector<std::size_t> inputs, Make make = {});
  /// Sets layer i's shapes, once; the layers before have theirs.
  const Shape& configure(std::size_t i);
  /// Layer i computes with the parameters that an earlier one computes with.
  void share(std::size_t i, std::size_t earlier) {
    wires_[i].owner = owner(earlier);
  }
  /// Called by build() before anything else.
  virtual void check_wiring() const {}

  /// What a layer gives, or the input is, with its shape.
  std::string gives(std::size_t layer) const;

 private:
  /// How a layer is connected.
  struct Wire {
    std::string name;
    std::vector<std::size_t> inputs;  // layers, or from_input
    Make make;                        // another layer like this one
    std::size_t owner;                // of its parameters: itself, or earlier
    Shape out = {};                   // set by configure()
    bool configured = false;
  };
  /// What flows between operators: the input (value 0) and the output of each
  /// (value i + 1), and the derivative of the loss with respect to it.
  struct Activation {
    Shape shape;
    typename B::Buffer buffer, gradient_buffer;
    // Views of the current batch's columns. A transient gradient is needed for
    // one sample at a time: it has a column for each worker.
    std::optional<Matrix> numbers, gradient;
    bool transient = false;
  };
  /// A value that an operator reads. Going backward, the last of its readers
  /// writes its gradient, the others add theirs.
  struct Input {
    std::size_t value;
    bool adds = false;
  };
  /// An operator and its first layer.
  struct Node {
    std::unique_ptr<Operator<B>> executes;
    std::size_t layer = 0;
    std::vector<Input> inputs;
  };
  /// A node, or half of one (Operator::in_halves).
  enum class Half { whole, first, second };
  struct Step {
    std::size_t node;
    Half half;
  };
  /// Neighboring steps first … last-1 that take equally many samples at once.
  struct Stage {
    std::size_t first, last;
    Tiling tiling;
  };
  /// What is done for a batch, in order.
  struct Schedule {
    std::vector<Step> steps;
    std::vector<Stage> stages;
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
  const Model& computed() const;

  std::vector<NamedParameter<B>> all_parameters();
  std::vector<Shape> shapes_into(std::size_t layer) const;
  void check_size(const Shape& shape, std::size_t layer) const;
  std::size_t chain_from(std::size_t layer) const;
  void make_nodes();
  void mark_adding();
  void mark_transient();
  double work_of(std::size_t layer) const;
  Schedule make_schedule(Mode mode) const;
  void lay_out_parameters();
  void lay_out_shared();
  void initialize(std::uint64_t seed);
  /// How many columns a value's gradient has for this many samples.
  std::size_t gradient_columns(const Activation& value,
                               std::size_t samples) const;
  void grow(std::size_t samples, std::size_t workers);
  void reserve(std::size_t samples);
  /// How many threads share the current batch.
  std::size_t workers() const;
  const Matrix& numbers_of(std::size_t value) const;
  void forward_step(const Step& step, Range samples, Worker worker);
  void backward(const Matrix& dy, bool to_input);
  void backward_step(const Step& step, const Matrix& dy, Range samples,
                     Worker worker, bool to_input);
  Matrix gradient_of(std::size_t value, const Matrix& dy, Range samples,
                     Worker worker) const;
  void parameter_gradients(const Matrix& dy);
  Context context_of(const Node& node, Range samples, Worker worker) const;
  void check_input(const Matrix& x) const;
  void check_output_gradient(const Matrix& dy) const;

  // f(operator, worker) for all if any prepares something, on all threads.
  template <class F>
  void prepare(F&& f);

  // The sums of a node in halves are complete: combines them.
  void combine(const Step& step, bool reverse);
  bool begins_with_combined(const Schedule& schedule, const Stage& stage,
                            bool reverse) const;
  bool adds_up(const Schedule& schedule, const Stage& stage,
               bool reverse) const;

  // f(step, samples, worker) for every tile of every stage, from the first
  // step to the last or in reverse, on all threads.
  template <class F>
  void for_each_tile(const Schedule& schedule, bool reverse, F&& f);

  Shape input_;
  bool built_ = false;
  std::vector<std::unique_ptr<Layer<B>>> layers_;
  std::vector<Wire> wires_;           // of each layer
  std::vector<std::size_t> node_of_;  // which node computes a layer
  std::vector<Node> nodes_;
  std::vector<Activation> values_;
  Schedule training_, evaluation_;

  typename B::Buffer parameter_buffer_, gradient_buffer_;
  Matrix parameters_, gradients_;
  /// The gradients of layers that share, and those they are added to.
  struct Shared {
    Matrix *sum, *part;
  };
  typename B::Buffer shared_gradient_buffer_;
  std::vector<Shared> shared_;
  std::size_t addend_features_ = 0;   // the largest gradient added …
  typename B::Buffer addend_buffer_;  // … and room for such

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

#include "nn/model/model_build.hpp"
#include "nn/model/model_run.hpp"
#include "nn/model/model_schedule.hpp"
