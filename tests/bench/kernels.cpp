/// kernels: how fast each kernel of the CPU backend is, on one thread.
///
/// Matrix products of the mlp, convolutions of the cnn and the deep network,
/// and what else takes time: pooling, batch normalization, Adam. GFLOP/s for
/// what computes (compare with `peak 1`), GB/s for what only moves numbers.
/// google-benchmark's options choose: --benchmark_filter=convolution
#include <chrono>
#include <random>

#include <benchmark/benchmark.h>

#include "nn/core/blas.hpp"
#include "nn/cpu/cpu.hpp"

namespace {

using benchmark::Counter;
using benchmark::State;
using nn::WindowedShape;
using Matrix = arma::fmat;

constexpr std::size_t batch = 128;
constexpr nn::Worker worker;  // the only one

/// Numbers in [-1, 1), the same in every run.
Matrix numbers(std::size_t rows, std::size_t cols) {
  std::minstd_rand random(1);
  Matrix m(rows, cols);
  m.imbue([&] {
    return 2.0f * static_cast<float>(random() % 65536) / 65536.0f - 1.0f;
  });
  return m;
}

/// `amount` operations or bytes in each iteration, shown as GFLOP=…/s or
/// GB=…/s.
void report(State& state, const char* unit, double amount) {
  state.counters[unit] =
      Counter(amount * 1e-9, Counter::kIsIterationInvariantRate);
}

void report_flops(State& state, std::size_t multiply_adds) {
  report(state, "GFLOP", 2.0 * static_cast<double>(multiply_adds));
}

void report_floats(State& state, std::size_t floats) {
  report(state, "GB", static_cast<double>(sizeof(float) * floats));
}

/// The linear layer's three products: y = W x + b, dx = W' dy, dW = dy x'.
enum class Product { forward, input_gradient, weight_gradient };

void linear(State& state, std::size_t out, std::size_t in, Product product) {
  const Matrix W = numbers(out, in), b = numbers(out, 1);
  Matrix x = numbers(in, batch), y = numbers(out, batch), dW(out, in);
  for (auto _ : state) {
    switch (product) {
      case Product::forward:
        nn::cpu::Linear::linear(W, b, x, false, y);
        break;
      case Product::input_gradient:
        nn::cpu::Linear::linear_input_gradient(W, y, x);
        break;
      case Product::weight_gradient:
        nn::cpu::Linear::linear_weight_gradient(x, y, {0, in}, dW);
    }
    benchmark::ClobberMemory();
  }
  report_flops(state, out * in * batch);
}

/// A convolution with its images, weights and gradients.
struct Convolution {
  explicit Convolution(const WindowedShape& of, std::size_t workers = 1)
      : shape(of),
        taps(shape.window.taps() * shape.in.channels),
        W(numbers(shape.out.channels, taps)),
        b(numbers(shape.out.channels, 1)),
        x(numbers(shape.in.features(), batch)),
        dx(shape.in.features(), batch),
        dy(numbers(shape.out.features(), batch)),
        y(shape.out.features(), batch),
        kernel(shape) {
    kernel.reserve(workers);
    kernel.prepare_forward(W, worker);
    kernel.forward(W, b, x, y, true, worker);
  }

  std::size_t multiply_adds() const {
    return shape.out.features() * taps * batch;
  }

  WindowedShape shape;
  std::size_t taps;
  Matrix W, b, x, dx, dy, y;
  nn::cpu::Convolution kernel;
};

void forward(State& state, const WindowedShape& shape) {
  Convolution c(shape);
  for (auto _ : state)
    c.kernel.forward(c.W, c.b, c.x, c.y, true, worker);
  report_flops(state, c.multiply_adds());
}

/// dW and db, with `input` dx as well.
void backward(State& state, const WindowedShape& shape, bool input) {
  Convolution c(shape);
  for (auto _ : state) {
    c.kernel.prepare_backward(c.W, worker);
    c.kernel.backward(c.W, c.x, c.y, c.dy, input ? &c.dx : nullptr, true,
                      worker, {0, batch});
  }
  report_flops(state, c.multiply_adds() * (input ? 2 : 1));
}

void max_pool(State& state, const WindowedShape& shape, bool gradient) {
  Matrix x = numbers(shape.in.features(), batch);
  Matrix y(shape.out.features(), batch);
  nn::Buffer<std::uint8_t> argmax(y.n_elem);
  nn::cpu::Pooling::max_pool(shape, x, y, argmax.data());
  for (auto _ : state) {
    if (gradient)
      nn::cpu::Pooling::max_pool_gradient(shape, y, argmax.data(), x);
    else
      nn::cpu::Pooling::max_pool(shape, x, y, argmax.data());
    benchmark::ClobberMemory();
  }
  report_floats(state, x.n_elem + y.n_elem + argmax.size() / 4);
}

/// Passes over memory: forward x, x, y; backward x, dy, x, dy, dx.
void batch_norm(State& state, const nn::Shape& shape, bool gradient) {
  const Matrix x = numbers(shape.features(), batch), dy = x;
  const Matrix scale = numbers(shape.channels, 1), shift = scale;
  Matrix y(shape.features(), batch);
  std::vector<float> mean(shape.channels), variance(shape.channels, 1);
  nn::cpu::BatchNorm norm(shape.channels);
  norm.reserve();
  const auto train = [&] {
    norm.train(x, scale, shift, y, mean.data(), variance.data(), 0.1, 1e-5);
  };
  train();
  for (auto _ : state)
    if (gradient)
      norm.backward(x, scale, dy, &y);
    else
      train();
  report_floats(state, (gradient ? 5 : 3) * x.n_elem);
}

/// Reads dw, m, v, w and writes m, v, w.
void adam(State& state, std::size_t parameters) {
  const Matrix dw = numbers(parameters, 1);
  Matrix m(parameters, 1), v(parameters, 1), w = dw;
  nn::AdamStep step;
  for (auto _ : state) {
    nn::cpu::Optimizer::adam(dw, step, m, v, w);
    ++step.step;
  }
  report_floats(state, 7 * parameters);
}

/// A convolution of some samples, split among `parts` threads that have been
/// spinning (or, after a pause, sleeping) since the last one: how much work
/// makes another thread worth waking? common/nn/core/threads.cpp has the
/// answer.
void share(State& state, std::size_t parts, std::size_t samples, bool pause) {
  using Clock = std::chrono::steady_clock;
  nn::cpu::Threads::set_threads(static_cast<int>(parts));
  Convolution c(nn::slide({3, 1, 1}, {16, 8, 8}, 16), parts);
  const auto part = [&](nn::Worker w) {
    const auto [begin, end] = w.share(samples);
    const auto columns = [&](Matrix& m) {
      return Matrix(m.colptr(begin), m.n_rows, end - begin, false, true);
    };
    const Matrix x = columns(c.x);
    Matrix y = columns(c.y);
    c.kernel.forward(c.W, c.b, x, y, true, w);
  };
  for (auto _ : state) {
    const auto wake = Clock::now() + std::chrono::microseconds(pause ? 300 : 0);
    while (Clock::now() < wake)
      continue;
    const auto start = Clock::now();
    nn::cpu::Threads::parallel(part, parts);
    state.SetIterationTime(
        std::chrono::duration<double>(Clock::now() - start).count());
  }
  nn::cpu::Threads::set_threads(1);
}

template <class F, class... Arguments>
void add(const std::string& name, F function, Arguments... arguments) {
  benchmark::RegisterBenchmark(name.c_str(), function, arguments...);
}

void add_linear(std::size_t in, std::size_t out) {
  const std::string name = fmt::format("linear/{}->{}/", in, out);
  add(name + "forward", linear, out, in, Product::forward);
  add(name + "dW", linear, out, in, Product::weight_gradient);
  add(name + "dx", linear, out, in, Product::input_gradient);
}

void add_convolution(const nn::Shape& in, std::size_t out,
                     const nn::Window& window = {3, 1, 1}) {
  const WindowedShape shape = nn::slide(window, in, out);
  const std::string name = fmt::format(
      "convolution/{0}x{0},stride{1},pad{2}/{3}->{4},{5}x{6}/", window.kernel,
      window.stride, window.padding, in.channels, out, in.height, in.width);
  add(name + "forward", forward, shape);
  add(name + "dW", backward, shape, false);
  if (in.channels > 1) add(name + "dW+dx", backward, shape, true);
}

void add_pool(const nn::Shape& in) {
  const WindowedShape shape = nn::slide({2, 2, 0}, in, in.channels);
  const std::string name = "max_pool/" + nn::to_string(in) + "/";
  add(name + "forward", max_pool, shape, false);
  add(name + "dx", max_pool, shape, true);
}

void add_batch_norm(const nn::Shape& shape) {
  const std::string name = "batch_norm/" + nn::to_string(shape) + "/";
  add(name + "forward", batch_norm, shape, false);
  add(name + "backward", batch_norm, shape, true);
}

void add_share(std::size_t samples) {
  const std::size_t multiply_adds = samples * 16 * 9 * 16 * 8 * 8;
  for (const bool pause : {false, true})
    for (const std::size_t parts : {1, 2})
      benchmark::RegisterBenchmark(
          fmt::format("threads/{}k multiply-adds/{}/{}", multiply_adds / 1000,
                      pause ? "asleep" : "awake", parts)
              .c_str(),
          share, parts, samples, pause)
          ->UseManualTime();
}

void add_all() {
  add_linear(784, 256);
  add_linear(256, 128);
  add_linear(128, 10);
  add_linear(1568, 128);
  add_convolution({1, 28, 28}, 16);
  add_convolution({16, 28, 28}, 16);
  add_convolution({16, 14, 14}, 32);
  add_convolution({32, 14, 14}, 32, {3, 1, 2});
  add_convolution({32, 8, 8}, 64);
  add_convolution({64, 8, 8}, 64);
  add_convolution({16, 28, 28}, 32, {3, 2, 1});  // in residual networks
  add_convolution({32, 14, 14}, 64, {3, 2, 1});
  add_convolution({64, 14, 14}, 64, {1, 1, 0});
  add_convolution({64, 14, 14}, 128, {1, 2, 0});
  add_pool({16, 28, 28});
  add_pool({32, 16, 16});
  add_pool({64, 8, 8});
  add_batch_norm({16, 28, 28});
  add_batch_norm({32, 14, 14});
  add_batch_norm({256});
  add("adam/mlp", adam, 235146);
  add("adam/cnn", adam, 206922);
  for (const std::size_t samples : {2, 4, 8, 16, 32, 64})
    add_share(samples);
}

}  // namespace

int main(int count, char** arguments) {
  nn::cpu::Threads::set_threads(1);
  benchmark::AddCustomContext("OpenBLAS kernels",
                              nn::select_blas_kernels().running);
  add_all();
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
