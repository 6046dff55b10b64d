/// What every layer can do.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "nn/core/error.hpp"
#include "nn/core/shape.hpp"
#include "nn/layers/parameter.hpp"

namespace nn {

/// Some layers behave differently in training and in use.
enum class Mode { train, evaluate };

/// What a layer is told about the samples it receives. Most need none of it;
/// Dropout draws its random numbers by it.
struct Context {
  Mode mode = Mode::train;
  std::uint64_t seed = 0;        ///< of the model's random numbers
  std::uint64_t step = 0;        ///< counts the batches in training
  std::size_t layer = 0;         ///< its number in the model
  std::size_t first_sample = 0;  ///< where these samples begin in the batch …
  std::size_t samples = 0;       ///< … and how many samples that has
  Worker worker;                 ///< which thread processes them
  std::size_t input = 0;  ///< which of several inputs x is (layers/join.hpp)
};

/// A function y = f(x) with parameters, and its derivatives. It keeps no
/// activations: the model owns x, y and their gradients (features x samples).
///
/// A layer is its mathematics. How samples are divided among threads, and what
/// is faster computed together with its neighbors, is the business of
/// nn/model/plan.hpp; a layer that is not listed there gets the whole batch at
/// once.
template <Backend B>
class Layer {
 public:
  using Matrix = typename B::Matrix;

  virtual ~Layer() = default;

  /// For messages and summaries, e.g. "Linear(784 -> 256)".
  virtual std::string name() const = 0;

  /// Takes the shape of one input sample, returns that of one output sample.
  /// A ShapeError says what the layer expects; the model adds its neighbors.
  virtual Shape configure(const Shape& input) = 0;

  /// The same for layers that join several inputs (nn/layers/join.hpp).
  virtual Shape configure_all(std::span<const Shape> inputs) {
    if (inputs.size() != 1)
      throw ShapeError(fmt::format("takes one input, not {}", inputs.size()));
    return configure(inputs.front());
  }

  /// What the layer learns; valid after configure().
  virtual std::vector<Parameter<B>*> parameters() { return {}; }

  /// What it keeps but does not learn, e.g. running means; after configure().
  virtual std::vector<State<B>*> states() { return {}; }

  /// Writes y.
  virtual void forward(const Matrix& x, Matrix& y, const Context&) = 0;

  /// Given x and y of the forward pass and dy: writes the gradients of the
  /// parameters, and dx unless it is null (nobody needs that of the data).
  virtual void backward(const Matrix& x, const Matrix& y, const Matrix& dy,
                        Matrix* dx, const Context&) = 0;
};

}  // namespace nn
