/// Convolution. Same file in reference/: the formulas.
#pragma once

#include "nn/core/armadillo.hpp"
#include "nn/core/buffer.hpp"
#include "nn/core/parallel.hpp"
#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/padding.hpp"
#include "nn/cpu/part_sums.hpp"
#include "nn/cpu/winograd.hpp"

namespace nn::cpu {

/// The fastest method for a shape, the same on every processor: Winograd's for
/// 3x3 windows with channels in multiples of 16, the direct one for all others.
/// Only dx of windows with a stride or a wide margin goes through patches.
///
/// Each worker has its own scratch memory and its own branches of the sums dW
/// and db (nn/cpu/part_sums.hpp); gradients() combines them.
class Convolution {
 public:
  explicit Convolution(const WindowedShape& shape = {});

  void reserve(std::size_t workers);

  /// Before the forward() of a batch, once for every worker.
  void prepare_forward(const arma::fmat& W, Worker worker);
  void forward(const arma::fmat& W, const arma::fmat& b, const arma::fmat& x,
               arma::fmat& y, bool relu, Worker worker);
  /// Before the backward() of a batch, once for every worker.
  void prepare_backward(const arma::fmat& W, Worker worker);
  void backward(const arma::fmat& W, const arma::fmat& x, const arma::fmat& y,
                const arma::fmat& dy, arma::fmat* dx, bool relu, Worker worker,
                BatchPlace place);
  void gradients(arma::fmat& dW, arma::fmat& db, Worker worker);

  /// The same followed by max pooling with adjacent windows of 2x2 pixels: the
  /// convolution's own result never leaves the cache. y and dy are those of
  /// the pooling, `argmax` as in Pooling::max_pool.
  void forward_pooled(const arma::fmat& W, const arma::fmat& b,
                      const arma::fmat& x, arma::fmat& y, std::uint8_t* argmax,
                      bool relu, Worker worker);
  void backward_pooled(const arma::fmat& W, const arma::fmat& x,
                       const arma::fmat& y, const arma::fmat& dy,
                       const std::uint8_t* argmax, arma::fmat* dx, bool relu,
                       Worker worker, BatchPlace place);

 private:
  struct Scratch {
    Buffer<float> x;        // an image, padded
    Buffer<float> y;        // its result before pooling
    Buffer<float> dz;       // a gradient, padded
    Buffer<float> strip;    // two rows of a gradient
    Buffer<float> patches;  // of x, or of dx
    Buffer<float> zeros;    // a row of x
    Buffer<float> V, M;     // tiles of an image, of its result or gradient
    Buffer<float> S;        // Winograd's dW before it is transformed back
    PartSums branches;      // of dW, then db
    float *dW = nullptr, *db = nullptr;  // of the current part
    bool begins = false;                 // … which has no sample yet
  };

  void set_up_winograd();
  void reserve(Scratch& scratch) const;
  void forward_image(const arma::fmat& W, const float* bias, const float* x,
                     float* y, std::uint8_t* argmax, bool relu,
                     Scratch& scratch) const;
  void backward_image(const arma::fmat& W, const float* x,
                      const Gradient& gradient, float* dx,
                      Scratch& scratch) const;
  void begin_part(Scratch& scratch) const;
  void end_part(std::size_t part, std::size_t samples, Worker worker);
  void weight_gradient_by_rows(Gradient gradient, Scratch& scratch) const;
  void weight_gradient(Scratch& scratch) const;
  void input_gradient(const arma::fmat& W, float* dx, Scratch& scratch) const;
  void input_gradient_by_patches(const arma::fmat& W, float* dx,
                                 Scratch& scratch) const;
  winograd::Image image_of(const float* x, const Scratch& scratch) const;
  void winograd_forward(const float* image, const winograd::Output& out,
                        Scratch& scratch) const;
  void winograd_backward(const float* image, const Gradient& gradient,
                         float* dx, Scratch& scratch) const;
  std::size_t weights() const {
    return shape_.window.taps() * shape_.in.channels * shape_.out.channels;
  }
  /// The result's shape after 2x2 pooling.
  Shape pooled_shape() const {
    return {shape_.out.channels, shape_.out.height / 2, shape_.out.width / 2};
  }

  WindowedShape shape_;
  bool winograd_ = false;      // all three directions
  bool direct_input_ = false;  // dx
  bool pools_ = false;         // forward fused with pooling
  bool gray_ = false;          // dW through a pooling, without dx
  PaddedShape padded_x_, padded_dz_;
  Strides strides_{}, back_strides_{};
  winograd::Tiles tiles_, back_tiles_;  // of y: few, and many at a time
  std::vector<PartSums*> branches_;     // of all workers
  Buffer<float> transformed_;           // W for Winograd's forward
  Buffer<float> transposed_;            // W for dx
  std::vector<Scratch> scratch_;
};

}  // namespace nn::cpu
