// Convolution and pooling, by the library.
#include "backend_of.hpp"
#include "kernels.hpp"

namespace chapter14 {
namespace {

nn::WindowedShape shape_of(const Sliding& w) {
  return {{w.in_channels, w.in_height, w.in_width},
          {w.out_channels, w.out_height, w.out_width},
          {w.kernel, w.stride, w.padding}};
}

}  // namespace

template <class Real>
struct Convolver<Real>::Memory {
  using B = Backend<Real>;
  using Matrix = arma::Mat<Real>;

  explicit Memory(const Sliding& window)
      : shape(shape_of(window)), convolution(shape) {}

  /// f(worker) on as many threads as the samples keep busy.
  template <class F>
  void on_threads(std::size_t samples, F f) {
    const auto weights =
        static_cast<double>(shape.window.taps() * shape.in.channels);
    const double work = weights * static_cast<double>(samples) *
                        static_cast<double>(shape.out.features());
    B::parallel(f, std::min(samples, B::fed_by(work)));
  }
  /// f(j) for the worker's samples, one by one.
  template <class F>
  void each_sample(nn::Worker worker, std::size_t samples, F f) const {
    const nn::Range mine = nn::samples_of(worker, samples);
    for (std::size_t j = mine.begin; j < mine.end; ++j)
      f(j);
  }
  /// Going back transposes what going forward has prepared.
  void prepare(const Matrix& W, std::size_t samples, bool backward) {
    const auto threads = static_cast<std::size_t>(B::threads());
    if (reserved < threads) convolution.reserve(reserved = threads);
    on_threads(samples, [&](nn::Worker worker) {
      convolution.prepare_forward(W, worker);
    });
    if (!backward) return;
    on_threads(samples, [&](nn::Worker worker) {
      convolution.prepare_backward(W, worker);
    });
  }
  /// dW and db of the whole batch, where they are wanted.
  void sum_up(Real* dW, Real* db, std::size_t samples) {
    const std::size_t channels = shape.out.channels;
    if (!dW)
      unwanted_dW.set_size(channels, shape.window.taps() * shape.in.channels);
    if (!db) unwanted_db.set_size(channels, 1);
    auto weight_sums = weights(dW ? dW : unwanted_dW.memptr());
    auto bias_sums = bias(db ? db : unwanted_db.memptr());
    on_threads(samples, [&](nn::Worker worker) {
      convolution.gradients(weight_sums, bias_sums, worker);
    });
  }

  /// Sample j; none, if there are no numbers.
  static Matrix sample(const Real* numbers, std::size_t j, std::size_t size) {
    if (!numbers) return Matrix();
    return view(numbers + j * size, size, 1);
  }
  Matrix image(const Real* x, std::size_t j) const {
    return sample(x, j, shape.in.features());
  }
  Matrix result(const Real* y, std::size_t j) const {
    return sample(y, j, shape.out.features());
  }
  Matrix pooled(const Real* y, std::size_t j) const {
    return sample(
        y, j,
        shape.out.channels * (shape.out.height / 2) * (shape.out.width / 2));
  }
  Matrix weights(const Real* W) const {
    return view(W, shape.out.channels, shape.window.taps() * shape.in.channels);
  }
  Matrix bias(const Real* b) const { return view(b, shape.out.channels, 1); }

  nn::WindowedShape shape;
  typename B::Convolution convolution;
  std::size_t reserved = 0;  // workers; there may be more later
  Matrix unwanted_dW, unwanted_db;
};

template <class Real>
Convolver<Real>::Convolver(const Sliding& window)
    : memory_(std::make_unique<Memory>(window)) {}
template <class Real>
Convolver<Real>::~Convolver() = default;

template <class Real>
void Convolver<Real>::forward(const Real* W, const Real* b, const Real* x,
                              Real* y, std::size_t samples) {
  auto& convolution = memory_->convolution;
  const auto weights = memory_->weights(W), bias = memory_->bias(b);
  memory_->prepare(weights, samples, /*backward=*/false);
  memory_->on_threads(samples, [&](nn::Worker worker) {
    memory_->each_sample(worker, samples, [&](std::size_t j) {
      auto to = memory_->result(y, j);
      convolution.forward(weights, bias, memory_->image(x, j), to,
                          /*relu=*/false, worker);
    });
  });
}

template <class Real>
void Convolver<Real>::backward(const Real* W, const Real* x, const Real* dy,
                               Real* dx, Real* dW, Real* db,
                               std::size_t samples) {
  const auto weights = memory_->weights(W);
  memory_->prepare(weights, samples, /*backward=*/true);
  memory_->on_threads(samples, [&](nn::Worker worker) {
    memory_->each_sample(worker, samples, [&](std::size_t j) {
      auto din = memory_->image(dx, j);
      const auto dout = memory_->result(dy, j);
      memory_->convolution.backward(weights, memory_->image(x, j), dout, dout,
                                    dx ? &din : nullptr, /*relu=*/false, worker,
                                    {j, samples});
    });
  });
  memory_->sum_up(dW, db, samples);
}

template <class Real>
void Convolver<Real>::forward_pooled(const Real* W, const Real* b,
                                     const Real* x, Real* y,
                                     std::uint8_t* places,
                                     std::size_t samples) {
  if constexpr (std::is_same_v<Real, float>) {
    auto& convolution = memory_->convolution;
    const auto weights = memory_->weights(W), bias = memory_->bias(b);
    memory_->prepare(weights, samples, /*backward=*/false);
    memory_->on_threads(samples, [&](nn::Worker worker) {
      memory_->each_sample(worker, samples, [&](std::size_t j) {
        auto to = memory_->pooled(y, j);
        convolution.forward_pooled(weights, bias, memory_->image(x, j), to,
                                   places + j * to.n_rows, /*relu=*/true,
                                   worker);
      });
    });
  } else {
    throw nn::Error("pooled convolutions are for float");
  }
}

template <class Real>
void Convolver<Real>::backward_pooled(const Real* W, const Real* x,
                                      const Real* y, const std::uint8_t* places,
                                      const Real* dy, Real* dx, Real* dW,
                                      Real* db, std::size_t samples) {
  if constexpr (std::is_same_v<Real, float>) {
    const auto weights = memory_->weights(W);
    memory_->prepare(weights, samples, /*backward=*/true);
    memory_->on_threads(samples, [&](nn::Worker worker) {
      memory_->each_sample(worker, samples, [&](std::size_t j) {
        auto din = memory_->image(dx, j);
        const auto out = memory_->pooled(y, j);
        memory_->convolution.backward_pooled(
            weights, memory_->image(x, j), out, memory_->pooled(dy, j),
            places + j * out.n_rows, dx ? &din : nullptr, /*relu=*/true, worker,
            {j, samples});
      });
    });
    memory_->sum_up(dW, db, samples);
  } else {
    throw nn::Error("pooled convolutions are for float");
  }
}

template class Convolver<float>;
template class Convolver<double>;

template <class Real>
void max_pool(const Sliding& window, const Real* x, Real* y,
              std::uint8_t* places, std::size_t samples) {
  const auto shape = shape_of(window);
  const std::size_t n = shape.in.features(), m = shape.out.features();
  // What nobody wants goes nowhere, but must be written somewhere.
  std::vector<Real> no_y(y ? 0 : m * samples);
  std::vector<std::uint8_t> no_places(places ? 0 : m * samples);
  if (!y) y = no_y.data();
  if (!places) places = no_places.data();
  const auto work = static_cast<double>(10 * n * samples);
  share<Real>(samples, work, [&](nn::Range range) {
    auto to = view(y + range.begin * m, m, range.size());
    Backend<Real>::max_pool(shape, view(x + range.begin * n, n, range.size()),
                            to, places + range.begin * m);
  });
}

template <class Real>
void max_pool_gradient(const Sliding& window, const std::uint8_t* places,
                       const Real* dy, Real* dx, std::size_t samples) {
  const auto shape = shape_of(window);
  const std::size_t n = shape.in.features(), m = shape.out.features();
  const auto work = static_cast<double>(10 * n * samples);
  share<Real>(samples, work, [&](nn::Range range) {
    auto to = view(dx + range.begin * n, n, range.size());
    Backend<Real>::max_pool_gradient(
        shape, view(dy + range.begin * m, m, range.size()),
        places + range.begin * m, to);
  });
}

template void max_pool(const Sliding&, const float*, float*, std::uint8_t*,
                       std::size_t);
template void max_pool(const Sliding&, const double*, double*, std::uint8_t*,
                       std::size_t);
template void max_pool_gradient(const Sliding&, const std::uint8_t*,
                                const float*, float*, std::size_t);
template void max_pool_gradient(const Sliding&, const std::uint8_t*,
                                const double*, double*, std::size_t);

void no_such_row(float number, std::size_t rows) {
  throw nn::Error(fmt::format("{} is no row of {}", number, rows));
}

}  // namespace chapter14
