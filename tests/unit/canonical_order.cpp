// The linear layer, BatchNorm, softmax and the losses of nn::Cpu match plain
// loops bit for bit: any size, any number of threads.
#include "canonical_learning.hpp"
#include "canonical_tools.hpp"

namespace canonical {
namespace {

/// Around the width of a vector and of a panel, and more than several of them.
struct Layer {
  std::size_t in, out;
};
constexpr Layer layers[] = {{1, 1},   {7, 17},  {16, 16},  {33, 40},
                            {65, 10}, {49, 70}, {20, 300}, {9, 530}};

void check_linear(const Matrix& W, const Matrix& b, const Matrix& x,
                  const Matrix& dy) {
  const Matrix z = linear(W, b, x);
  Matrix y = unwritten(W.n_rows, x.n_cols);
  Cpu::linear(W, b, x, false, y);
  check_same(y, z, "y");
  Cpu::linear(W, b, x, true, y);
  check_same(y, relu(z), "y behind the ReLU");
  Matrix dx = unwritten(x.n_rows, x.n_cols);
  Cpu::linear_input_gradient(W, dy, dx);
  check_same(dx, linear_input_gradient(W, dy), "dx");
  Matrix db = unwritten(W.n_rows, 1);
  Cpu::linear_bias_gradient(dy, db);
  check_same(db, linear_bias_gradient(dy), "db");
}

/// However its columns are divided among workers.
void check_weight_gradient(const Matrix& x, const Matrix& dy) {
  const Matrix expected = linear_weight_gradient(x, dy);
  for (std::size_t workers : thread_counts) {
    Matrix dW = unwritten(dy.n_rows, x.n_rows);
    for (std::size_t i = 0; i < workers; ++i)
      Cpu::linear_weight_gradient(x, dy, nn::Worker{i, workers}.share(x.n_rows),
                                  dW);
    check_same(dW, expected, "dW");
  }
}

Labels random_labels(std::size_t classes, std::size_t samples) {
  Labels labels(samples);
  for (auto& label : labels)
    label = static_cast<std::int32_t>(
        random_numbers.integer(static_cast<std::uint32_t>(classes)));
  return labels;
}

/// Large numbers, and their negatives a third of the batch later, and small
/// ones: even the float that is made of a sum in double shows its order.
Matrix cancelling(std::size_t rows, std::size_t n) {
  Matrix m = normal(rows, n);
  for (std::size_t j = 0; j < n / 3; ++j) {
    m.col(j) *= 0x1p40f;
    m.col(j + n / 3) = -m.col(j);
  }
  return m;
}

/// BatchNorm of one batch by plain loops, and where it began.
struct Normalized {
  Matrix scale, shift, mean, variance, y, dx, evaluated;
  BatchNorm norm;

  Normalized(std::size_t channels, const Matrix& x, const Matrix& dy)
      : scale(normal(channels, 1)),
        shift(normal(channels, 1)),
        mean(normal(channels, 1)),
        variance(arma::square(normal(channels, 1)) + 0.1f),
        norm{channels, 0.1, 1e-5, mean, variance} {
    y = norm.train(x, scale, shift);
    dx = norm.backward(x, scale, dy);
    evaluated = norm.evaluate(x, scale, shift);
  }
};

void check_batch_norm(const Normalized& right, const Matrix& x,
                      const Matrix& dy) {
  const std::size_t channels = right.norm.channels;
  Cpu::BatchNorm norm(channels);
  norm.reserve();
  Matrix mean = right.mean, variance = right.variance;
  Matrix y = unwritten(x.n_rows, x.n_cols), dx = y, evaluated = y;
  Matrix dscale = unwritten(channels, 1), dshift = dscale;
  norm.train(x, right.scale, right.shift, y, mean.memptr(), variance.memptr(),
             0.1, 1e-5);
  norm.backward(x, right.scale, dy, &dx);
  norm.gradients(dscale, dshift, {});
  norm.evaluate(x, right.scale, right.shift, evaluated, mean.memptr(),
                variance.memptr(), 1e-5);
  check_same(mean, right.norm.running_mean, "running mean");
  check_same(variance, right.norm.running_variance, "running variance");
  check_same(dshift, right.norm.dshift, "dshift");
  check_same(evaluated, right.evaluated, "y in evaluation");
  if (x.n_elem == channels) return;  // one number: x - mean is 0
  check_same(y, right.y, "y");
  check_same(dscale, right.norm.dscale, "dscale");
  check_same(dx, right.dx, "dx");
}

/// On any number of threads.
void check_batch_norm(std::size_t channels, const Matrix& x, const Matrix& dy) {
  const Normalized right(channels, x, dy);
  for (int threads : thread_counts)
    BOOST_TEST_CONTEXT(channels << " channels, " << x.n_cols << " samples, "
                                << threads << " threads") {
      Cpu::set_threads(threads);
      check_batch_norm(right, x, dy);
    }
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(linear_layer, Fresh) {
  for (const auto& [in, out] : layers)
    for (std::size_t n : batch_sizes)
      BOOST_TEST_CONTEXT(in << " -> " << out << ", " << n << " samples") {
        const Matrix x = normal(in, n), dy = normal(out, n);
        check_linear(normal(out, in), arma::abs(normal(out, 1)) + 1, x, dy);
        check_weight_gradient(x, dy);
      }
}

BOOST_FIXTURE_TEST_CASE(linear_layer_on_the_smallest_numbers, Fresh) {
  for (std::size_t n : {5, 64}) {
    const Matrix x = smallest(37, n), dy = smallest(21, n);
    check_linear(smallest(21, 37), smallest(21, 1), x, dy);
    check_weight_gradient(x, dy);
  }
}

BOOST_FIXTURE_TEST_CASE(relu_taken_over_by_linear, Fresh) {
  const Matrix W = normal(40, 33), b = normal(40, 1), x = normal(33, 17);
  Matrix z = unwritten(40, 17), y = z, fused = z;
  Cpu::linear(W, b, x, false, z);
  Cpu::relu(z, y);
  Cpu::linear(W, b, x, true, fused);
  check_same(fused, y, "y");
}

BOOST_FIXTURE_TEST_CASE(batch_norm, Fresh) {
  for (std::size_t channels : {1, 5, 16, 35})
    for (std::size_t pixels : {1, 6})
      for (std::size_t n : batch_sizes)
        check_batch_norm(channels, 3 * normal(channels * pixels, n) + 1,
                         normal(channels * pixels, n));
}

BOOST_FIXTURE_TEST_CASE(batch_norm_whose_sums_cancel, Fresh) {
  for (std::size_t channels : {1, 19})
    for (std::size_t n : {17, 33, 130})
      check_batch_norm(channels, cancelling(2 * channels, n),
                       cancelling(2 * channels, n));
}

BOOST_FIXTURE_TEST_CASE(softmax_and_cross_entropies, Fresh) {
  for (std::size_t classes : {2, 3, 10, 16, 17, 100})
    for (std::size_t n : batch_sizes)
      BOOST_TEST_CONTEXT(classes << " classes, " << n << " samples") {
        const Matrix z = 3 * normal(classes, n), dy = normal(classes, n);
        const Labels labels = random_labels(classes, n);
        Matrix found = unwritten(classes, n), gradient = found;
        Cpu::softmax(z, found);
        const Matrix y = softmax(z);
        check_same(found, y, "softmax");
        Cpu::softmax_gradient(y, dy, found);
        check_same(found, softmax_gradient(y, dy), "its gradient");
        const double loss = softmax_cross_entropy(z, labels, gradient);
        check_same(Cpu::softmax_cross_entropy(z, labels, found), loss, "loss");
        check_same(found, gradient, "its gradient");
        for (double smoothing : {0.0, 0.1}) {
          const Losses l = smoothed_cross_entropies(z, labels, smoothing);
          Matrix losses = unwritten(1, n);
          Cpu::softmax_cross_entropies(z, labels, smoothing, losses, found);
          check_same(losses, l.losses, "losses");
          check_same(found, l.gradient, "their gradients");
        }
      }
}

BOOST_FIXTURE_TEST_CASE(other_losses, Fresh) {
  for (std::size_t rows : {2, 3, 10, 16, 33, 100})
    for (std::size_t n : batch_sizes)
      BOOST_TEST_CONTEXT(rows << " numbers, " << n << " samples") {
        const Matrix y = 3 * normal(rows, n), target = normal(rows, n);
        Matrix losses = unwritten(1, n), found = unwritten(rows, n), gradient;
        const auto check = [&](const Losses& l, const char* what) {
          check_same(losses, l.losses, what);
          check_same(found, l.gradient, what);
        };
        const Labels labels = random_labels(rows, n);
        Cpu::hinge_losses(y, labels, losses, found);
        check(hinge_losses(y, labels), "hinge loss");
        Cpu::squared_errors(y, target, losses, found);
        check(losses_of_numbers(y, target, squared_error), "squared error");
        Cpu::absolute_errors(y, target, losses, found);
        check(losses_of_numbers(y, target, absolute_error), "absolute error");
        Cpu::binary_cross_entropies(y, target, losses, found);
        check(losses_of_numbers(y, target, binary_cross_entropy),
              "binary cross-entropy");
        const double error = mean_squared_error(y, target, gradient);
        check_same(Cpu::mean_squared_error(y, target, found), error, "error");
        check_same(found, gradient, "its gradient");
        for (const Matrix& weights : {Matrix(), Matrix(arma::square(losses))}) {
          gradient = found = y;
          const double mean = weighted_mean(weights, losses, gradient);
          check_same(Cpu::weighted_mean(weights, losses, found), mean, "mean");
          check_same(found, gradient, "its gradient");
        }
      }
}

// A single number goes through other instructions than many side by side.
BOOST_FIXTURE_TEST_CASE(activations_number_by_number, Fresh) {
  const auto check = [](auto f) {
    const Matrix x = 3 * normal(1, 67), dy = normal(1, 67);
    Matrix all = unwritten(1, 67), one_by_one = all;
    f(x, dy, all);
    for (std::size_t i = 0; i < x.n_elem; ++i) {
      Matrix one = Cpu::columns(one_by_one, {i, i + 1});
      f(Cpu::columns(x, {i, i + 1}), Cpu::columns(dy, {i, i + 1}), one);
    }
    check_same(all, one_by_one, "activation");
  };
  const auto forward = [&](auto f) {
    check([=](const Matrix& x, const Matrix&, Matrix& y) { f(x, y); });
  };
  forward(Cpu::relu), forward(Cpu::sigmoid), forward(Cpu::tanh);
  forward(Cpu::gelu), forward(Cpu::copy);
  check(Cpu::relu_gradient), check(Cpu::sigmoid_gradient);
  check(Cpu::tanh_gradient), check(Cpu::gelu_gradient);
  forward([](const auto& x, auto& y) { Cpu::leaky_relu(x, 0.1, y); });
  check([](const auto& x, const auto& dy, auto& dx) {
    Cpu::leaky_relu_gradient(x, dy, 0.1, dx);
  });
}

}  // namespace canonical
