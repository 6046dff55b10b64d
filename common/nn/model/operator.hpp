/// What a model executes: a layer, or a few neighbors that are faster together
/// (compilers call it operator fusion).
#pragma once

#include "nn/layers/layer.hpp"

namespace nn {

/// How many samples an operator wants at a time. Samples pass through
/// neighboring operators of the same kind while they are in the cache.
enum class Tiling {
  any,    ///< like its neighbors
  few,    ///< one by one: convolutions, whose images fill the cache
  many,   ///< all that a thread has: matrix products are best when large
  whole,  ///< the whole batch, on one thread that may use the others
};

/// An operator whose result for one sample depends on all others, by sums over
/// the batch, works in halves, each tile by tile: the sums, with the operators
/// before it; then, with those behind it, the rest. Backward the same in
/// reverse.
///
/// The model owns x, y and their gradients, and hands an operator the columns
/// of some samples: several threads pass their own samples through it at the
/// same time.
template <Backend B>
class Operator {
 public:
  using Matrix = typename B::Matrix;

  virtual ~Operator() = default;

  virtual Tiling tiling() const = 0;

  /// Makes room for this many samples and workers; called before forward(), and
  /// for more workers before backward(): it must keep what forward() left.
  virtual void reserve(std::size_t /*samples*/, std::size_t /*workers*/) {}

  /// Before the forward() (backward()) of a batch, once for every worker; if
  /// prepares() says that it is needed.
  virtual bool prepares() const { return false; }
  virtual void prepare_forward(Worker) {}
  virtual void prepare_backward(Worker) {}

  /// Does it work in halves in training? Then all workers have called add_up()
  /// for their samples, in whole parts of the batch (nn/core/sums.hpp), before
  /// one calls combine(), and after that come the calls of forward(); the same
  /// backward.
  virtual bool in_halves() const { return false; }
  virtual void add_up(const Matrix& /*x*/, const Context&) {}
  virtual void combine(const Context&) {}
  virtual void add_up_gradient(const Matrix& /*x*/, const Matrix& /*y*/,
                               const Matrix& /*dy*/, const Context&) {}
  virtual void combine_gradient(const Context&) {}

  virtual void forward(const Matrix& x, Matrix& y, const Context&) = 0;
  virtual void backward(const Matrix& x, const Matrix& y, const Matrix& dy,
                        Matrix* dx, const Context&) = 0;

  /// Writes this worker's part of the parameters' gradients. x and dy hold the
  /// whole batch: all workers have done backward() by now. (With Tiling::few dy
  /// does not: such an operator adds up what it needs in backward().)
  virtual void parameter_gradients(const Matrix& /*x*/, const Matrix& /*dy*/,
                                   Worker) {}
};

/// A layer as it is.
template <Backend B>
class LayerOperator : public Operator<B> {
 public:
  using typename Operator<B>::Matrix;

  LayerOperator(Layer<B>& layer, Tiling tiling)
      : layer_(layer), tiling_(tiling) {}

  Tiling tiling() const override { return tiling_; }
  void forward(const Matrix& x, Matrix& y, const Context& context) override {
    layer_.forward(x, y, context);
  }
  void backward(const Matrix& x, const Matrix& y, const Matrix& dy, Matrix* dx,
                const Context& context) override {
    layer_.backward(x, y, dy, dx, context);
  }

 private:
  Layer<B>& layer_;
  Tiling tiling_;
};

}  // namespace nn
