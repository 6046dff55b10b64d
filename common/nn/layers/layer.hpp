/// What every layer can do.
#pragma once

#include <string>
#include <vector>

#include "nn/model/parameter.hpp"
#include "nn/support/error.hpp"
#include "nn/support/shape.hpp"

namespace nn {

/// Some layers work differently while they learn and when they are used.
enum class Mode { train, evaluate };

/// A function y = f(x) with parameters, and its derivatives. A layer keeps no
/// activations: the model owns x, y and their gradients, and hands the layer
/// the columns of some samples, so that several threads can pass their own
/// samples through it at the same time.
template <Backend B>
class Layer {
 public:
  using Matrix = typename B::Matrix;

  virtual ~Layer() = default;

  /// For messages and summaries, e.g. "Linear(784 -> 256)".
  virtual std::string name() const = 0;

  /// Takes the shape of one input sample, returns that of one output sample.
  /// A ShapeError says what the layer expects; the model adds its neighbours.
  virtual Shape configure(const Shape& input) = 0;

  /// What the layer learns; valid after configure().
  virtual std::vector<Parameter<B>*> parameters() { return {}; }

  /// Writes y. Both hold some samples of the batch.
  virtual void forward(const Matrix& x, Matrix& y, Mode mode) = 0;

  /// Writes dx, given x and y of the forward pass and dy.
  virtual void backward(const Matrix& x, const Matrix& y, const Matrix& dy,
                        Matrix& dx) = 0;

  /// Writes this worker's part of the parameters' gradients. x and dy hold
  /// the whole batch: all workers have done backward() by now.
  virtual void parameter_gradients(const Matrix&, const Matrix&, Worker) {}
};

}  // namespace nn
