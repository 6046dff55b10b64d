/// Convolution. Same file in reference/: the formulas.
#pragma once

#include "nn/cpu/direct_convolution.hpp"
#include "nn/cpu/frame.hpp"
#include "nn/support/armadillo.hpp"
#include "nn/support/buffer.hpp"
#include "nn/support/parallel.hpp"

namespace nn::cpu {

/// Direct convolution where the channels of the result fill whole vectors,
/// patches and a matrix product where they do not. Each worker has its own
/// scratch memory and its own sums of dW and db; gradients() adds them up in
/// the order of the workers.
class Convolution {
 public:
  explicit Convolution(const WindowedShape& shape = {});

  void reserve(std::size_t workers);

  void forward(const arma::fmat& W, const arma::fmat& b, const arma::fmat& x,
               arma::fmat& y, bool relu, Worker worker);
  void prepare_backward(const arma::fmat& W, Worker worker);
  void backward(const arma::fmat& W, const arma::fmat& x, const arma::fmat& y,
                const arma::fmat& dy, arma::fmat* dx, bool relu, Worker worker);
  void gradients(arma::fmat& dW, arma::fmat& db, Worker worker) const;

 private:
  struct Scratch {
    Buffer<float> x;        // an image in its frame
    Buffer<float> dz;       // a gradient in its frame
    Buffer<float> patches;  // of x, or of dx
    Buffer<float> dW, db;   // sums over this worker's samples
  };

  void forward_by_patches(const arma::fmat& W, const float* bias,
                          const float* x, float* y, bool relu,
                          Scratch& scratch);
  void weight_gradient(const float* x, Scratch& scratch);
  void input_gradient(const arma::fmat& W, float* dx, Scratch& scratch);

  WindowedShape shape_;
  bool direct_ = false;        // forward and dW
  bool direct_input_ = false;  // dx
  Frame x_frame_, dz_frame_;
  Walk walk_{}, back_walk_{};
  Buffer<float> rotated_;  // W for dx: taps mirrored, ci x (taps * co)
  std::vector<Scratch> scratch_;
};

}  // namespace nn::cpu
