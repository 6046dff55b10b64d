/// Convolution. Same file in reference/: the formulas.
#pragma once

#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/frame.hpp"
#include "nn/cpu/winograd.hpp"
#include "nn/support/armadillo.hpp"
#include "nn/support/buffer.hpp"
#include "nn/support/parallel.hpp"

namespace nn::cpu {

/// The fastest of three ways: Winograd's for 3x3 windows on many channels, the
/// direct one where the channels of the result fill whole vectors, patches and
/// a matrix product where they do not. Each worker has its own scratch memory
/// and its own sums of dW and db; gradients() adds them up in the order of the
/// workers.
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
                const arma::fmat& dy, arma::fmat* dx, bool relu, Worker worker);
  void gradients(arma::fmat& dW, arma::fmat& db, Worker worker);

  /// The same with max pooling behind it, windows of 2x2 pixels side by side:
  /// the convolution's own result never leaves the cache. y and dy are those
  /// of the pooling, `places` as in Pooling::max_pool.
  void forward_pooled(const arma::fmat& W, const arma::fmat& b,
                      const arma::fmat& x, arma::fmat& y, std::uint8_t* places,
                      bool relu, Worker worker);
  void backward_pooled(const arma::fmat& W, const arma::fmat& x,
                       const arma::fmat& y, const arma::fmat& dy,
                       const std::uint8_t* places, arma::fmat* dx, bool relu,
                       Worker worker);

 private:
  struct Scratch {
    Buffer<float> x;        // an image in its frame
    Buffer<float> y;        // its result before pooling
    Buffer<float> dz;       // a gradient in its frame
    Buffer<float> strip;    // two rows of a gradient
    Buffer<float> patches;  // of x, or of dx
    Buffer<float> zeros;    // a row of x
    Buffer<float> V, M;     // tiles of an image, of its result or gradient
    Buffer<float> dW, db;   // sums over this worker's samples
  };

  void set_up_winograd();
  void reserve(Scratch& scratch) const;
  void forward_image(const arma::fmat& W, const float* bias, const float* x,
                     float* y, std::uint8_t* places, bool relu,
                     Scratch& scratch) const;
  void forward_by_patches(const arma::fmat& W, const float* bias,
                          const float* x, float* y, bool relu,
                          Scratch& scratch) const;
  void backward_image(const arma::fmat& W, const float* x,
                      const Gradient& gradient, float* dx,
                      Scratch& scratch) const;
  void weight_gradient_by_rows(Gradient gradient, Scratch& scratch) const;
  void weight_gradient(const float* x, Scratch& scratch) const;
  void input_gradient(const arma::fmat& W, float* dx, Scratch& scratch) const;
  void weight_gradient_by_patches(const float* x, Scratch& scratch) const;
  void input_gradient_by_patches(const arma::fmat& W, float* dx,
                                 Scratch& scratch) const;
  winograd::Image image_of(const float* x, const Scratch& scratch) const;
  void winograd_forward(const float* image, const winograd::Output& out,
                        Scratch& scratch) const;
  void winograd_backward(const float* image, const Gradient& gradient,
                         float* dx, Scratch& scratch) const;
  /// What 2x2 pooling leaves of the result.
  Shape pooled_shape() const {
    return {shape_.out.channels, shape_.out.height / 2, shape_.out.width / 2};
  }

  WindowedShape shape_;
  bool winograd_ = false;      // all three directions
  bool direct_ = false;        // forward and dW
  bool direct_input_ = false;  // dx
  bool gray_ = false;          // dW, from behind a pooling and without dx
  Frame x_frame_, dz_frame_;
  Walk walk_{}, back_walk_{};
  winograd::Tiles tiles_, back_tiles_;  // of y: few, and many at a time
  Buffer<float> transformed_;           // W for Winograd's forward
  Buffer<float> transposed_;            // W for dx
  std::vector<Scratch> scratch_;
};

}  // namespace nn::cpu
