// Every operation of Cpu against Reference<float>, over random shapes.
//
// Bounds: both compute in float, in another order. A sum of n products
// differs by about sqrt(n) roundings (6e-8 each) of numbers near 1; each
// tolerance below is that, times ten.
#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"
#include "nn/cpu/vector_math.hpp"
#include "nn/reference/reference.hpp"
#include "nn/support/random.hpp"

using nn::Cpu;
using Ref = nn::Reference<float>;
using arma::fmat;

namespace {

nn::Random random_numbers(42);

fmat random_matrix(arma::uword rows, arma::uword cols, double scale = 1) {
  fmat m(rows, cols);
  m.imbue([&] { return static_cast<float>(scale * random_numbers.normal()); });
  return m;
}

fmat nan_matrix(arma::uword rows, arma::uword cols) {
  fmat m(rows, cols);
  m.fill(arma::Datum<float>::nan);
  return m;
}

/// Both are finite and nowhere further apart than `tolerance`.
void check_close(const fmat& a, const fmat& b, double tolerance,
                 const std::string& what) {
  BOOST_REQUIRE(arma::size(a) == arma::size(b));
  BOOST_TEST((a.is_finite() && b.is_finite()), what << " is not finite");
  const double distance = a.empty() ? 0 : arma::abs(a - b).max();
  BOOST_TEST(distance <= tolerance, what << " differs by " << distance);
}

struct Sizes {
  arma::uword in, out, samples;
};

/// Odd sizes, single ones, and sizes around the width of a vector.
std::vector<Sizes> linear_sizes() {
  std::vector<Sizes> sizes = {{1, 1, 1},      {1, 5, 3},    {7, 1, 2},
                              {16, 16, 16},   {17, 33, 15}, {784, 10, 1},
                              {784, 256, 128}};
  for (int i = 0; i < 20; ++i)
    sizes.push_back({1 + random_numbers.integer(90),
                     1 + random_numbers.integer(90),
                     1 + random_numbers.integer(70)});
  return sizes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(linear_and_its_gradients) {
  for (const auto& [in, out, samples] : linear_sizes()) {
    const fmat W = random_matrix(out, in), b = random_matrix(out, 1),
               x = random_matrix(in, samples), dy = random_matrix(out, samples);
    const auto bound = [](arma::uword terms) {
      return 1e-6 * std::sqrt(static_cast<double>(terms)) * 4;
    };
    fmat y = nan_matrix(out, samples), y_ref = y;
    Cpu::linear(W, b, x, y);
    Ref::linear(W, b, x, y_ref);
    check_close(y, y_ref, bound(in), "y");

    fmat dx = nan_matrix(in, samples), dx_ref = dx;
    Cpu::linear_input_gradient(W, dy, dx);
    Ref::linear_input_gradient(W, dy, dx_ref);
    check_close(dx, dx_ref, bound(out), "dx");

    fmat dW = nan_matrix(out, in), dW_ref = dW;
    for (std::size_t i = 0; i < 3; ++i)  // three workers' parts make the whole
      Cpu::linear_weight_gradient(x, dy, nn::Worker{i, 3}.share(in), dW);
    Ref::linear_weight_gradient(x, dy, {0, in}, dW_ref);
    check_close(dW, dW_ref, bound(samples), "dW");

    fmat db = nan_matrix(out, 1), db_ref = db;
    Cpu::linear_bias_gradient(dy, db);
    Ref::linear_bias_gradient(dy, db_ref);
    check_close(db, db_ref, bound(samples), "db");
  }
}

BOOST_AUTO_TEST_CASE(activations_and_their_gradients) {
  using Function = void (*)(const fmat&, fmat&);
  using Gradient = void (*)(const fmat&, const fmat&, fmat&);
  struct Pair {
    const char* name;
    Function fast, slow;
    Gradient fast_gradient, slow_gradient;
  };
  const Pair pairs[] = {
      {"relu", Cpu::relu, Ref::relu, Cpu::relu_gradient, Ref::relu_gradient},
      {"sigmoid", Cpu::sigmoid, Ref::sigmoid, Cpu::sigmoid_gradient,
       Ref::sigmoid_gradient},
      {"tanh", Cpu::tanh, Ref::tanh, Cpu::tanh_gradient, Ref::tanh_gradient}};
  for (const Pair& pair : pairs)
    for (arma::uword n : {1, 3, 15, 16, 17, 100, 1003}) {
      fmat x = random_matrix(n, 1, 4);
      x(0) = 0;
      if (n > 2) x(1) = 90, x(2) = -90;  // saturated
      fmat y = nan_matrix(n, 1), y_ref = y;
      pair.fast(x, y);
      pair.slow(x, y_ref);
      check_close(y, y_ref, 4e-7, pair.name);
      const fmat dy = random_matrix(n, 1);
      fmat dx = nan_matrix(n, 1), dx_ref = dx;
      pair.fast_gradient(y_ref, dy, dx);
      pair.slow_gradient(y_ref, dy, dx_ref);
      check_close(dx, dx_ref, 1e-6, pair.name + std::string(" gradient"));
    }
}

BOOST_AUTO_TEST_CASE(nan_goes_through_every_activation) {
  const fmat x = nan_matrix(20, 1);
  for (auto f : {Cpu::relu, Cpu::sigmoid, Cpu::tanh, Ref::relu, Ref::sigmoid,
                 Ref::tanh}) {
    fmat y(20, 1, arma::fill::zeros);
    f(x, y);
    BOOST_TEST(std::isnan(y(0)));
    BOOST_TEST(std::isnan(y(19)));
  }
}

BOOST_AUTO_TEST_CASE(softmax_cross_entropy) {
  for (arma::uword classes : {2, 3, 10, 16, 17, 100})
    for (arma::uword samples : {1, 7, 128}) {
      fmat logits = random_matrix(classes, samples, 3);
      logits(0, 0) = 1000;  // exp(1000) is not a float
      std::vector<std::int32_t> labels(samples);
      for (auto& label : labels)
        label = static_cast<std::int32_t>(
            random_numbers.integer(static_cast<std::uint32_t>(classes)));
      fmat d = nan_matrix(classes, samples), d_ref = d;
      const double loss = Cpu::softmax_cross_entropy(logits, labels, d);
      const double loss_ref = Ref::softmax_cross_entropy(logits, labels, d_ref);
      check_close(d, d_ref, 1e-6, "dlogits");
      BOOST_TEST(std::abs(loss - loss_ref) <= 1e-6 * (1 + loss_ref));
      BOOST_TEST(Cpu::count_correct(logits, labels) ==
                 Ref::count_correct(logits, labels));
    }
}

BOOST_AUTO_TEST_CASE(mean_squared_error) {
  for (arma::uword samples : {1, 5, 64}) {
    const fmat y = random_matrix(9, samples),
               target = random_matrix(9, samples);
    fmat d = nan_matrix(9, samples), d_ref = d;
    const double loss = Cpu::mean_squared_error(y, target, d);
    const double loss_ref = Ref::mean_squared_error(y, target, d_ref);
    check_close(d, d_ref, 1e-6, "dy");
    BOOST_TEST(std::abs(loss - loss_ref) <= 1e-5 * (1 + loss_ref));
  }
}

BOOST_AUTO_TEST_CASE(optimizers) {
  for (arma::uword n : {1, 15, 17, 1000, 5003}) {
    fmat w = random_matrix(n, 1), v(n, 1, arma::fill::zeros), m = v, s = v;
    fmat w_ref = w, v_ref = v, m_ref = m, s_ref = s;
    for (std::uint64_t step = 1; step <= 5; ++step) {
      const fmat g = random_matrix(n, 1);
      Cpu::sgd(g, 0.1, w);
      Ref::sgd(g, 0.1, w_ref);
      Cpu::momentum(g, 0.1, 0.9, v, w);
      Ref::momentum(g, 0.1, 0.9, v_ref, w_ref);
      const nn::AdamStep adam{.learning_rate = 0.01, .step = step};
      Cpu::adam(g, adam, m, s, w);
      Ref::adam(g, adam, m_ref, s_ref, w_ref);
    }
    check_close(w, w_ref, 5e-6, "w");
    check_close(v, v_ref, 5e-6, "v");
    check_close(m, m_ref, 5e-6, "m");
    check_close(s, s_ref, 5e-6, "s");
  }
}

BOOST_AUTO_TEST_CASE(vector_exp_and_tanh_keep_their_promised_accuracy) {
  double worst_exp = 0, worst_tanh = 0;
  for (double x = -87; x <= 88; x += 0.00173) {
    const auto at = static_cast<float>(x);
    const double exact = std::exp(double{at});
    worst_exp =
        std::max(worst_exp, std::abs(nn::cpu::vector_exp(at) - exact) / exact);
    worst_tanh = std::max(
        worst_tanh, std::abs(nn::cpu::vector_tanh(at) - std::tanh(double{at})));
  }
  BOOST_TEST(worst_exp < 2e-7);
  BOOST_TEST(worst_tanh < 2e-7);
}
