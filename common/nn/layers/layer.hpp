/// What every layer can do.
#pragma once

#include <string>
#include <vector>

#include "nn/core/error.hpp"
#include "nn/core/shape.hpp"
#include "nn/layers/parameter.hpp"

namespace nn {

/// Some layers behave differently in training and in use.
enum class Mode { train, evaluate };

/// What a layer is told about the samples it receives.
struct Pass {
  Mode mode = Mode::train;
  Worker worker;                 ///< the thread that processes them
  std::size_t first_sample = 0;  ///< their place in the batch
  std::size_t samples = 0;       ///< of the whole batch
  std::uint64_t step = 0;        ///< counts the batches in training
};

/// How many samples a layer wants at a time. Samples pass through neighboring
/// layers of the same kind while they are in the cache.
enum class Tiling {
  any,    ///< like its neighbors
  few,    ///< one by one: convolutions, whose images fill the cache
  many,   ///< all that a thread has: matrix products are best when large
  whole,  ///< the whole batch: BatchNorm, whose samples depend on each other
};

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
  /// A ShapeError says what the layer expects; the model adds its neighbors.
  virtual Shape configure(const Shape& input) = 0;

  /// What the layer learns; valid after configure().
  virtual std::vector<Parameter<B>*> parameters() { return {}; }

  /// What it keeps but does not learn, e.g. running means; after configure().
  virtual std::vector<State<B>*> states() { return {}; }

  /// Which layer of the model it is, and the seed of the model's random
  /// numbers; called when the model is built.
  virtual void set_place(std::size_t /*index*/, std::uint64_t /*seed*/) {}

  virtual Tiling tiling(Mode) const { return Tiling::any; }

  /// Is y just x, number by number? Then the layer before can serve as both.
  virtual bool is_identity() const { return false; }

  /// Takes over the work of the next layer, if it can do both at once.
  virtual bool fuse(const Layer&) { return false; }

  /// Does prepare_forward() or prepare_backward() do anything?
  virtual bool prepares() const { return false; }
  /// Before the forward() of a batch, once for every worker.
  virtual void prepare_forward(Worker) {}

  /// Makes room for this many samples and workers; called before forward(), and
  /// for more workers before backward(): it must keep what forward() left.
  virtual void reserve(std::size_t /*samples*/, std::size_t /*workers*/) {}

  /// Writes y. Both hold some samples of the batch; with Tiling::whole all of
  /// them, and the layer divides the work among the threads itself.
  virtual void forward(const Matrix& x, Matrix& y, const Pass& pass) = 0;

  /// Before the backward() of a batch, once for every worker.
  virtual void prepare_backward(Worker) {}

  /// Writes dx, given x and y of the forward pass and dy; `dx` is null for
  /// the first layer, unless it is asked for.
  virtual void backward(const Matrix& x, const Matrix& y, const Matrix& dy,
                        Matrix* dx, const Pass& pass) = 0;

  /// Writes this worker's part of the parameters' gradients. x and dy hold
  /// the whole batch: all workers have done backward() by now. (With
  /// Tiling::few dy does not: such a layer adds them up in backward().)
  virtual void parameter_gradients(const Matrix& /*x*/, const Matrix& /*dy*/,
                                   Worker) {}
};

}  // namespace nn
