// Matrix products whose bits are the same on every processor, against plain
// loops with std::fma: equal to the last bit.
#include <cstring>
#include <limits>

#include <boost/test/unit_test.hpp>

#include "nn/core/armadillo.hpp"
#include "nn/core/vectors.hpp"
#include "nn/products/product.hpp"

namespace {

using nn::products::Block, nn::products::ConstBlock;

/// The same numbers everywhere: between -1 and 1, of many magnitudes.
struct Numbers {
  std::uint32_t state = 1;
  std::uint32_t bits() { return state = state * 1664525u + 1013904223u; }
  template <class Real>
  Real number() {
    const double x = double(bits() >> 1) - 0x1p30;
    return static_cast<Real>(std::ldexp(x, -30 - int(bits() >> 29)));
  }
  template <class Real>
  std::vector<Real> several(std::size_t count) {
    std::vector<Real> all(count);
    for (Real& x : all)
      x = number<Real>();
    return all;
  }
};

template <class Real>
Real at(const ConstBlock<Real>& A, std::size_t i, std::size_t j) {
  return A.transposed ? A.data[i * A.stride + j] : A.data[j * A.stride + i];
}

/// The promised chain and what follows it.
template <class Real>
Real number(Real alpha, const ConstBlock<Real>& A, std::size_t i,
            const ConstBlock<Real>& B, std::size_t j, Real beta, Real c) {
  Real s = 0;
  const std::size_t inner = A.transposed ? A.rows : A.cols;
  for (std::size_t k = 0; k < inner; ++k)
    s = std::fma(at(A, i, k), at(B, k, j), s);
  const Real t = alpha == 1 ? s : alpha * s;
  if (beta == 0) return t;
  return beta == 1 ? t + c : t + beta * c;
}

template <class Real>
bool same(const std::vector<Real>& a, const std::vector<Real>& b) {
  return a.size() == b.size() &&
         std::memcmp(a.data(), b.data(), a.size() * sizeof(Real)) == 0;
}

template <class Real>
constexpr Real nan_of = std::numeric_limits<Real>::quiet_NaN();

/// A product of m x k and k x n numbers. `which` chooses what is transposed,
/// alpha, beta and the strides.
template <class Real>
struct Problem {
  Problem(std::size_t m, std::size_t n, std::size_t k, unsigned which)
      : gap(which / 4 % 3),
        alpha(std::array<Real, 4>{1, -1.25, 1, 0.3f}[which / 12 % 4]),
        beta(std::array<Real, 3>{0, 1, 0.7f}[which / 4 % 3]) {
    const bool a_transposed = which & 1, b_transposed = which & 2;
    A = a_transposed ? ConstBlock<Real>{nullptr, k, m, k + gap, true}
                     : ConstBlock<Real>{nullptr, m, k, m + gap, false};
    B = b_transposed ? ConstBlock<Real>{nullptr, n, k, n + gap, true}
                     : ConstBlock<Real>{nullptr, k, n, k + gap, false};
    a = numbers.several<Real>(A.stride * A.cols);
    b = numbers.several<Real>(B.stride * B.cols);
    A.data = a.data();
    B.data = b.data();
    c = numbers.several<Real>((m + gap) * n);
    if (beta == 0)  // must not be read
      for (std::size_t j = 0; j < n; ++j)
        std::fill_n(c.begin() + j * (m + gap), m, nan_of<Real>);
    rows = m, cols = n;
  }

  /// All of C, with the numbers between its columns, which must not change.
  std::vector<Real> expected() const {
    std::vector<Real> result = c;
    for (std::size_t j = 0; j < cols; ++j)
      for (std::size_t i = 0; i < rows; ++i) {
        Real& x = result[j * (rows + gap) + i];
        x = number(alpha, A, i, B, j, beta, x);
      }
    return result;
  }
  std::vector<Real> found() const {
    std::vector<Real> result = c;
    nn::products::product(alpha, A, B, beta,
                          Block<Real>{result.data(), rows, cols, rows + gap});
    return result;
  }

  Numbers numbers;
  std::size_t gap, rows, cols;
  Real alpha, beta;
  ConstBlock<Real> A, B;
  std::vector<Real> a, b, c;
};

template <class Real>
bool right(std::size_t m, std::size_t n, std::size_t k, unsigned which) {
  const Problem<Real> problem(m, n, k, which);
  const auto found = problem.found();
  return std::all_of(found.begin(), found.end(),
                     [](Real x) { return std::isfinite(x); }) &&
         same(found, problem.expected());
}

/// FNV-1a of the numbers' bits.
template <class Real>
void hash(std::uint64_t& h, const std::vector<Real>& numbers) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(numbers.data());
  for (std::size_t i = 0; i < numbers.size() * sizeof(Real); ++i)
    h = (h ^ bytes[i]) * 1099511628211u;
}

using Reals = std::tuple<float, double>;

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(small_products, Real, Reals) {
  unsigned which = 0;
  std::size_t wrong = 0;
  for (std::size_t m = 1; m <= 20; ++m)
    for (std::size_t n = 1; n <= 20; ++n)
      for (std::size_t k : {0, 1, 2, 3, 5, 8, 13, 20})
        for (unsigned transposed = 0; transposed < 4; ++transposed, which += 5)
          wrong += !right<Real>(m, n, k, (which & ~3u) + transposed);
  BOOST_TEST(wrong == 0u);
}

// Beside whole vectors, tiles, blocks of k and of rows, and parts of C.
BOOST_AUTO_TEST_CASE_TEMPLATE(products_beyond_every_block, Real, Reals) {
  constexpr unsigned sizes[][3] = {
      {31, 13, 97},   {32, 12, 384},   {33, 25, 385},  {65, 7, 400},
      {1, 300, 801},  {300, 1, 801},   {2, 90, 401},   {90, 2, 401},
      {257, 37, 193}, {130, 129, 131}, {100, 24, 770}, {13, 1537, 9},
      {1537, 13, 9},  {1600, 3, 386},  {3, 1600, 386}, {16, 40, 1200}};
  for (const auto& [m, n, k] : sizes)
    for (unsigned transposed = 0; transposed < 4; ++transposed)
      for (unsigned way = 0; way < 3; ++way) {
        const unsigned which = transposed + 4 * way + 12 * (m % 4);
        BOOST_TEST(right<Real>(m, n, k, which),
                   m << " x " << n << " x " << k << ", " << which);
      }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(alpha_of_zero_reads_no_factor, Real, Reals) {
  Problem<Real> problem(40, 30, 20, 4);
  std::fill(problem.a.begin(), problem.a.end(), nan_of<Real>);
  problem.alpha = 0;
  BOOST_TEST(same(problem.found(), problem.c));  // beta is 1
}

BOOST_AUTO_TEST_CASE_TEMPLATE(matrix_times_vector, Real, Reals) {
  for (std::size_t m : {1, 5, 16, 33, 100, 700})
    for (std::size_t k : {1, 3, 17, 200, 900})
      for (unsigned which = 0; which < 24; which += 1 + (which & 1) * 2) {
        const Problem<Real> p(m, 1, k, which);  // B is not transposed
        std::vector<Real> found = p.c;
        nn::products::product(p.alpha, p.A, p.b.data(), p.beta, found.data());
        BOOST_TEST(same(found, p.expected()), m << " x " << k);
      }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(symmetric_products, Real, Reals) {
  for (std::size_t n : {1, 4, 31, 64, 65, 150, 261})
    for (std::size_t k : {1, 40, 401})
      for (unsigned which = 0; which < 48; which += 11) {
        Problem<Real> p(n, n, k, which);
        p.B = p.A;
        p.B.transposed = !p.A.transposed;
        const bool upper = which % 2 == 0;
        std::vector<Real> found = p.c, expected = p.expected();
        for (std::size_t j = 0; j < n; ++j)
          for (std::size_t i = 0; i < n; ++i)
            if (upper ? i > j : i < j)  // stays as it was
              expected[j * (n + p.gap) + i] = p.c[j * (n + p.gap) + i];
        nn::products::symmetric_product(
            p.alpha, p.A, p.beta, upper,
            Block<Real>{found.data(), n, n, n + p.gap});
        BOOST_TEST(same(found, expected), n << ", " << k << ", " << which);
      }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dot_products, Real, Reals) {
  Numbers numbers;
  const auto x = numbers.several<Real>(2000), y = numbers.several<Real>(2000);
  for (std::size_t n : {0, 1, 2, 31, 32, 33, 999}) {
    Real sum = 0;
    for (std::size_t k = 0; k < n; ++k)
      sum = std::fma(x[2 * k], y[1999 - k], sum);
    BOOST_TEST(nn::products::dot(n, x.data(), 2, y.data() + 1999, -1) == sum);
  }
}

// What Armadillo computes is ours too: none of it reached OpenBLAS.
BOOST_AUTO_TEST_CASE_TEMPLATE(armadillo_has_the_same_bits, Real, Reals) {
  using Matrix = arma::Mat<Real>;
  Numbers numbers;
  const auto matrix = [&](std::size_t rows, std::size_t cols) {
    return Matrix(numbers.several<Real>(rows * cols).data(), rows, cols);
  };
  const auto op = [](const Matrix& A, bool transposed = false) {
    return ConstBlock<Real>{A.memptr(), A.n_rows, A.n_cols, A.n_rows,
                            transposed};
  };
  const auto is = [](const Matrix& C, const ConstBlock<Real>& A,
                     const ConstBlock<Real>& B, Real alpha = 1) {
    for (std::size_t j = 0; j < C.n_cols; ++j)
      for (std::size_t i = 0; i < C.n_rows; ++i)
        if (!(C(i, j) == number<Real>(alpha, A, i, B, j, 0, 0))) return false;
    return C.n_elem > 0;
  };
  const Matrix A = matrix(70, 50), B = matrix(50, 60), x = matrix(50, 1);
  const Matrix D = matrix(70, 60), E = matrix(60, 50), y = matrix(70, 1);
  const Matrix z = matrix(70, 1);
  BOOST_TEST(is(A * B, op(A), op(B)));
  BOOST_TEST(is(A.t() * D, op(A, true), op(D)));
  BOOST_TEST(is(A * E.t(), op(A), op(E, true)));
  BOOST_TEST(is(E.t() * D.t(), op(E, true), op(D, true)));
  BOOST_TEST(is(2 * A * B, op(A), op(B), 2));
  BOOST_TEST(is(A.t() * A, op(A, true), op(A)));
  BOOST_TEST(is(A * A.t(), op(A), op(A, true)));
  BOOST_TEST(is(A * x, op(A), op(x)));
  BOOST_TEST(is(A.t() * y, op(A, true), op(y)));
  BOOST_TEST(is(y.t() * A, op(y, true), op(A)));
  BOOST_TEST(is(Matrix{arma::dot(z, y)}, op(z, true), op(y)));
  double squares = 0;
  Real sum = 0;
  for (double v : y) {
    squares = std::fma(v, v, squares);
    sum += static_cast<Real>(std::abs(v));
  }
  BOOST_TEST(arma::norm(y) == Real(std::sqrt(squares)));
  BOOST_TEST(arma::norm(y, 1) == sum);
}

BOOST_AUTO_TEST_CASE(lengths_that_overflow_when_squared) {
  for (double size : {0x1p-1070, 0x1p-700, 1.0, 0x1p700, 0x1p1020})
    BOOST_TEST(arma::norm(arma::vec(64).fill(size)) == 8 * size);
}

// Where there is no instruction for it, a float's multiply_add is made of
// doubles. Rounding those twice would show in sums that fall between floats.
BOOST_AUTO_TEST_CASE_TEMPLATE(multiply_add_rounds_once, Real, Reals) {
  using namespace nn::products;
  Numbers numbers;
  const auto few_bits = [&](int most, int exponents) {
    const auto x = std::int32_t(numbers.bits()) >> (numbers.bits() >> 27);
    const int exponent = int(numbers.bits() >> 16) % exponents;
    return static_cast<Real>(std::ldexp(double(x), most - exponent));
  };
  std::size_t wrong = 0;
  for (int i = 0; i < 500'000; ++i) {
    const int most = i & 1 ? -10 : -50;
    const Real a = few_bits(most, 24), b = few_bits(most, 24);
    const Real c = few_bits(2 * most + 30, i & 2 ? 60 : 30);
    const Real once = multiply_add(broadcast(a), broadcast(b), broadcast(c))[0];
    wrong += std::fma(a, b, c) != once;
  }
  BOOST_TEST(wrong == 0u);
}

// With vectors of any width, with or without the instruction.
BOOST_AUTO_TEST_CASE(the_same_bits_on_every_processor) {
  std::uint64_t h = 14695981039346656037u;
  for (unsigned which = 0; which < 48; ++which) {
    hash(h, Problem<float>(70 + which, 41, 500, which).found());
    hash(h, Problem<double>(37, 30 + which, 300, which).found());
  }
  BOOST_TEST(h == 0xe785ca47e1873c61u);
}
