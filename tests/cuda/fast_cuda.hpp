/// The fast backend is CUDA's. See unit/fast_backend.hpp.
#pragma once

#include "nn/compiled/cuda.hpp"
#include "nn/cuda/copy.hpp"

#include "cuda/order.hpp"

using FastBackend = nn::Cuda;
/// For a tree sum of thousands of squares in float.
inline constexpr double norm_bound = 1e-6;

/// Cuda's operations on matrices in main memory: each is copied to the device,
/// including its previous contents, and what the operation writes is copied
/// back.
struct Fast {
  using Cuda = nn::Cuda;
  using fmat = arma::fmat;
  using Matrix = Cuda::Matrix;

  class Sent {
   public:
    explicit Sent(const fmat& host) {
      buffer_.resize(host.n_elem);
      matrix_ = Cuda::view(buffer_, 0, host.n_rows, host.n_cols);
      Cuda::from_host(host, matrix_);
    }
    operator const Matrix&() const { return matrix_; }
    operator Matrix&() { return matrix_; }

   private:
    Cuda::Buffer buffer_;
    Matrix matrix_;
  };

  class Fetched {
   public:
    explicit Fetched(fmat& host) : host_(host), sent_(host) {}
    Fetched(const Fetched&) = delete;
    Fetched& operator=(const Fetched&) = delete;
    ~Fetched() { host_ = Cuda::to_host(sent_); }
    operator Matrix&() { return sent_; }

   private:
    fmat& host_;
    Sent sent_;
  };

  class SentLabels {
   public:
    explicit SentLabels(std::span<const std::int32_t> host)
        : range_(nn::label_range(host)) {
      labels_.resize(host.size());
      nn::cuda::copy_to_device(labels_.data(), host.data(),
                               host.size() * sizeof host[0]);
    }
    operator Cuda::Labels() const {
      return {labels_.data(), labels_.size(), range_};
    }

   private:
    nn::LabelRange range_;
    nn::cuda::Array<std::int32_t> labels_;
  };

  static Sent given(const fmat& host) { return Sent(host); }
  static Fetched given(fmat& host) { return Fetched(host); }
  static SentLabels given(const std::span<const std::int32_t>& labels) {
    return SentLabels(labels);
  }
  template <class T>
  static const T& given(const T& value) {
    return value;
  }

  /// f(arguments...) on the device.
  template <class F, class... A>
  static auto call(F f, A&&... arguments) {
    return f(given(std::forward<A>(arguments))...);
  }

  static void set_threads(int count) { set_thread_order(count); }

  using Labels = std::span<const std::int32_t>;
  using Extras = nn::StepExtras;

  static void linear(const fmat& W, const fmat& b, const fmat& x, bool relu,
                     fmat& y) {
    call(Cuda::linear, W, b, x, relu, y);
  }
  static void linear_input_gradient(const fmat& W, const fmat& dy, fmat& dx) {
    call(Cuda::linear_input_gradient, W, dy, dx);
  }
  static void linear_weight_gradient(const fmat& x, const fmat& dy,
                                     nn::Range range, fmat& dW) {
    call(Cuda::linear_weight_gradient, x, dy, range, dW);
  }
  static void linear_bias_gradient(const fmat& dy, fmat& db) {
    call(Cuda::linear_bias_gradient, dy, db);
  }

  static void relu(const fmat& x, fmat& y) { call(Cuda::relu, x, y); }
  static void relu_gradient(const fmat& y, const fmat& dy, fmat& dx) {
    call(Cuda::relu_gradient, y, dy, dx);
  }
  static void sigmoid(const fmat& x, fmat& y) { call(Cuda::sigmoid, x, y); }
  static void sigmoid_gradient(const fmat& y, const fmat& dy, fmat& dx) {
    call(Cuda::sigmoid_gradient, y, dy, dx);
  }
  static void tanh(const fmat& x, fmat& y) { call(Cuda::tanh, x, y); }
  static void tanh_gradient(const fmat& y, const fmat& dy, fmat& dx) {
    call(Cuda::tanh_gradient, y, dy, dx);
  }
  static void leaky_relu(const fmat& x, double slope, fmat& y) {
    call(Cuda::leaky_relu, x, slope, y);
  }
  static void leaky_relu_gradient(const fmat& y, const fmat& dy, double slope,
                                  fmat& dx) {
    call(Cuda::leaky_relu_gradient, y, dy, slope, dx);
  }
  static void gelu(const fmat& x, fmat& y) { call(Cuda::gelu, x, y); }
  static void gelu_gradient(const fmat& x, const fmat& dy, fmat& dx) {
    call(Cuda::gelu_gradient, x, dy, dx);
  }
  static void softmax(const fmat& x, fmat& y) { call(Cuda::softmax, x, y); }
  static void softmax_gradient(const fmat& y, const fmat& dy, fmat& dx) {
    call(Cuda::softmax_gradient, y, dy, dx);
  }

  static void add(const fmat& a, const fmat& b, fmat& y) {
    call(Cuda::add, a, b, y);
  }
  static void clear(fmat& y) { call(Cuda::clear, y); }
  static void insert_channels(const fmat& x, const nn::ChannelSlice& slice,
                              fmat& y) {
    call(Cuda::insert_channels, x, slice, y);
  }
  static void extract_channels(const fmat& y, const nn::ChannelSlice& slice,
                               fmat& x) {
    call(Cuda::extract_channels, y, slice, x);
  }

  static void max_pool(const nn::WindowedShape& shape, const fmat& x, fmat& y,
                       std::uint8_t* argmax) {
    Cuda::Bytes found;
    found.resize(y.n_elem);
    call(Cuda::max_pool, shape, x, y, found.data());
    nn::cuda::copy_to_host(argmax, found.data(), y.n_elem);
  }

  static double softmax_cross_entropy(const fmat& logits, const Labels& labels,
                                      fmat& dlogits) {
    return call(Cuda::softmax_cross_entropy, logits, labels, dlogits);
  }
  static double mean_squared_error(const fmat& y, const fmat& target,
                                   fmat& dy) {
    return call(Cuda::mean_squared_error, y, target, dy);
  }
  static void softmax_cross_entropies(const fmat& logits, const Labels& labels,
                                      double smoothing, fmat& losses,
                                      fmat& dlogits) {
    call(Cuda::softmax_cross_entropies, logits, labels, smoothing, losses,
         dlogits);
  }
  static void hinge_losses(const fmat& scores, const Labels& labels,
                           fmat& losses, fmat& dscores) {
    call(Cuda::hinge_losses, scores, labels, losses, dscores);
  }
  static void squared_errors(const fmat& y, const fmat& target, fmat& losses,
                             fmat& dy) {
    call(Cuda::squared_errors, y, target, losses, dy);
  }
  static void absolute_errors(const fmat& y, const fmat& target, fmat& losses,
                              fmat& dy) {
    call(Cuda::absolute_errors, y, target, losses, dy);
  }
  static void binary_cross_entropies(const fmat& z, const fmat& target,
                                     fmat& losses, fmat& dz) {
    call(Cuda::binary_cross_entropies, z, target, losses, dz);
  }
  static double weighted_mean(const fmat& weights, const fmat& losses,
                              fmat& gradient) {
    return call(Cuda::weighted_mean, weights, losses, gradient);
  }
  static std::size_t count_correct(const fmat& logits, const Labels& labels) {
    return call(Cuda::count_correct, logits, labels);
  }

  static void sgd(const fmat& dw, double rate, fmat& w,
                  const Extras& extras = {}) {
    call(Cuda::sgd, dw, rate, w, extras);
  }
  static void momentum(const fmat& dw, double rate, double mu, fmat& v, fmat& w,
                       const Extras& extras = {}) {
    call(Cuda::momentum, dw, rate, mu, v, w, extras);
  }
  static void nesterov(const fmat& dw, double rate, double mu, fmat& v, fmat& w,
                       const Extras& extras = {}) {
    call(Cuda::nesterov, dw, rate, mu, v, w, extras);
  }
  static void adagrad(const fmat& dw, double rate, double epsilon, fmat& s,
                      fmat& w, const Extras& extras = {}) {
    call(Cuda::adagrad, dw, rate, epsilon, s, w, extras);
  }
  static void rmsprop(const fmat& dw, double rate, double a, double epsilon,
                      fmat& s, fmat& w, const Extras& extras = {}) {
    call(Cuda::rmsprop, dw, rate, a, epsilon, s, w, extras);
  }
  static void adam(const fmat& dw, const nn::AdamStep& step, fmat& m, fmat& v,
                   fmat& w, const Extras& extras = {}) {
    call(Cuda::adam, dw, step, m, v, w, extras);
  }
  static double squared_norm(const fmat& x) {
    return call(Cuda::squared_norm, x);
  }
  static void moving_average(const fmat& w, double decay, fmat& average) {
    call(Cuda::moving_average, w, decay, average);
  }
  static void swap(fmat& a, fmat& b) { call(Cuda::swap, a, b); }
};
