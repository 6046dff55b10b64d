// Winograd's convolution: exact on small integers, nearly so on others.
#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/cpu/convolution.hpp"
#include "nn/reference/convolution.hpp"

#include "unit/random_numbers.hpp"

namespace {

/// Whole numbers from -range to range, times `unit`.
arma::fmat integers(arma::uword rows, arma::uword cols, int range, int unit) {
  arma::fmat m(rows, cols);
  m.imbue([&] {
    const auto drawn =
        random_numbers.integer(static_cast<std::uint32_t>(2 * range + 1));
    return static_cast<float>(unit * (static_cast<int>(drawn) - range));
  });
  return m;
}

arma::fmat normal(arma::uword rows, arma::uword cols) {
  arma::fmat m(rows, cols);
  m.imbue([] { return static_cast<float>(random_numbers.normal()); });
  return m;
}

/// All that a convolution computes.
template <class Real>
struct Results {
  arma::Mat<Real> y, dx, dW, db;
};

template <class Convolution, class Real>
Results<Real> run(const nn::WindowedShape& shape, const arma::Mat<Real>& W,
                  const arma::Mat<Real>& b, const arma::Mat<Real>& x,
                  const arma::Mat<Real>& dy) {
  Convolution convolution(shape);
  convolution.reserve(1);
  Results<Real> r;
  r.y.set_size(shape.out.features(), x.n_cols);
  r.dx.set_size(arma::size(x));
  r.dW.set_size(arma::size(W));
  r.db.set_size(arma::size(b));
  convolution.prepare_forward(W, {});
  convolution.forward(W, b, x, r.y, false, {});
  convolution.prepare_backward(W, {});
  convolution.backward(W, x, r.y, dy, &r.dx, false, {}, {0, x.n_cols});
  convolution.gradients(r.dW, r.db, {});
  return r;
}

template <class A, class B>
double distance(const A& a, const B& b) {
  using Matrix = arma::mat;
  const Matrix d =
      arma::conv_to<Matrix>::from(a) - arma::conv_to<Matrix>::from(b);
  BOOST_REQUIRE(d.is_finite());
  return arma::norm(d, "fro") /
         arma::norm(arma::conv_to<Matrix>::from(b), "fro");
}

nn::WindowedShape shape_of(std::size_t ci, std::size_t co, std::size_t height,
                           std::size_t width, std::size_t padding) {
  return nn::slide({3, 1, padding}, {ci, height, width}, co);
}

}  // namespace

// Halves and quarters of multiples of 4, and sums far below 2^24: no step
// rounds, so that the transforms have to be right to the last bit.
BOOST_AUTO_TEST_CASE(exact_on_integers) {
  for (std::size_t padding : {0, 1, 2})
    for (std::size_t side : {3, 4, 5, 7, 8, 13, 28}) {
      const auto shape = shape_of(16, 32, side, side + padding, padding);
      const arma::fmat W = integers(32, 9 * 16, 2, 4);
      const arma::fmat b = integers(32, 1, 9, 1);
      const arma::fmat x = integers(shape.in.features(), 2, 3, 1);
      const arma::fmat dy = integers(shape.out.features(), 2, 3, 4);
      const auto fast = run<nn::cpu::Convolution>(shape, W, b, x, dy);
      const auto slow =
          run<nn::reference::Convolution<float>>(shape, W, b, x, dy);
      BOOST_TEST_CONTEXT(side << " pixels, padding " << padding) {
        BOOST_TEST(arma::approx_equal(fast.y, slow.y, "absdiff", 0));
        BOOST_TEST(arma::approx_equal(fast.dx, slow.dx, "absdiff", 0));
        BOOST_TEST(arma::approx_equal(fast.dW, slow.dW, "absdiff", 0));
        BOOST_TEST(arma::approx_equal(fast.db, slow.db, "absdiff", 0));
      }
    }
}

// Against the formula in double. Measured: 1.6e-7 to 2.7e-7, and 0.9e-7 to
// 3.6e-7 for the direct sums in float; the bound is twice Winograd's largest.
BOOST_AUTO_TEST_CASE(error_on_normal_numbers) {
  for (const auto& shape :
       {shape_of(16, 16, 28, 28, 1), shape_of(16, 32, 14, 14, 1),
        shape_of(32, 64, 8, 8, 1), shape_of(64, 64, 8, 8, 1)}) {
    const std::size_t ci = shape.in.channels, co = shape.out.channels;
    const arma::fmat W = normal(co, 9 * ci), b = normal(co, 1);
    const arma::fmat x = normal(shape.in.features(), 3);
    const arma::fmat dy = normal(shape.out.features(), 3);
    const auto to_double = [](const arma::fmat& m) {
      return arma::conv_to<arma::mat>::from(m);
    };
    const auto exact = run<nn::reference::Convolution<double>>(
        shape, to_double(W), to_double(b), to_double(x), to_double(dy));
    const auto fast = run<nn::cpu::Convolution>(shape, W, b, x, dy);
    const auto slow =
        run<nn::reference::Convolution<float>>(shape, W, b, x, dy);
    const auto check = [&](const char* what, const auto& a, const auto& r,
                           const auto& e) {
      BOOST_TEST_MESSAGE(ci << " -> " << co << ' ' << what << ": "
                            << distance(a, e) << ", direct " << distance(r, e));
      BOOST_TEST(distance(a, e) <= 6e-7);
    };
    check("y", fast.y, slow.y, exact.y);
    check("dx", fast.dx, slow.dx, exact.dx);
    check("dW", fast.dW, slow.dW, exact.dW);
  }
}

BOOST_AUTO_TEST_CASE(planes_never_compete_for_one_place_in_the_cache) {
  for (std::size_t count = 16; count < 100000; count += 16) {
    const std::size_t plane = nn::cpu::winograd::plane(count);
    BOOST_TEST_REQUIRE(plane >= count);
    BOOST_TEST_REQUIRE(plane / 16 % 2 == 1);
    BOOST_TEST_REQUIRE(plane % 16 == 0);
  }
}
