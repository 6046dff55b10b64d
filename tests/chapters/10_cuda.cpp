// Chapter 10: what its text and its program claim.
#include <set>

#include <boost/test/unit_test.hpp>

#include "nn/reference/reference.hpp"

#include "10_cuda/examples.hpp"
#include "10_cuda/first.hpp"
#include "10_cuda/measure.hpp"
#include "10_cuda/predictions.hpp"
#include "10_cuda/softmax.hpp"

using namespace chapter10;

namespace {

/// Sums of up to 100 products of numbers around 1, in a different order than
/// the processor's: a few roundings of 6e-8 of numbers up to 30.
constexpr double rounding = 1e-5;

constexpr Multiply products[] = {multiply_by_columns, multiply_by_rows,
                                 multiply_tiled, multiply_by_library};
constexpr Softmax softmaxes[] = {softmax_by_threads, softmax_by_warps};
constexpr Sum right_sums[] = {sum_by_atomics, sum_by_tree, sum_by_shuffles};

double distance(const arma::fmat& a, const arma::fmat& b) {
  return arma::size(a) == arma::size(b) ? arma::abs(a - b).max()
                                        : arma::datum::nan;
}

arma::fmat by_formula(const arma::fmat& A, const arma::fmat& B) {
  arma::fmat C(A.n_rows, B.n_cols);
  const arma::fmat zero(A.n_rows, 1, arma::fill::zeros);
  nn::Reference<float>::linear(A, zero, B, false, C);
  return C;
}

/// Only code that is watched can be counted: not with AddressSanitizer.
bool counts() {
  if (!cuda_on_cpu::checked()) BOOST_TEST_MESSAGE("memory is not watched");
  return cuda_on_cpu::checked();
}

void no_faults() {
  for (const auto& report : cuda_on_cpu::take_reports())
    BOOST_ERROR(report.text());
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_thread_for_each_number) {
  // Also one block too many, and a single thread.
  for (const int n : {1, 31, 256, 257}) {
    const arma::fvec x = normal(static_cast<arma::uword>(n), 1, 1, 0);
    arma::fvec y = normal(static_cast<arma::uword>(n), 1, 1, 1);
    const arma::fvec expected = y + 0.5f * x;
    const DeviceArray dx(x.memptr(), x.n_elem), dy(y.memptr(), y.n_elem);
    add_scaled(n, 0.5f, dx.data(), dy.data(), 64);
    dy.to_host(y.memptr());
    // g++ may add without rounding the product first.
    BOOST_TEST(distance(y, expected) <= 1e-6);
  }
  no_faults();
}

BOOST_AUTO_TEST_CASE(products_equal_the_formula) {
  // Tiles that are full, that are not, and a single number.
  const std::vector<std::vector<arma::uword>> sizes = {
      {32, 16, 48}, {17, 33, 5}, {1, 1, 1}, {40, 1, 100}};
  for (const auto& size : sizes) {
    const arma::fmat A = normal(size[0], size[2], 1, 0);
    const arma::fmat B = normal(size[2], size[1], 1, 1);
    for (const Multiply multiply : products)
      for (const Order order : orders)
        BOOST_TEST(
            distance(
                in_order(order, [&] { return multiplied(multiply, A, B); }),
                by_formula(A, B)) <= rounding);
  }
  no_faults();
}

BOOST_AUTO_TEST_CASE(bytes_of_products_as_predicted) {
  if (!counts()) return;
  const std::uint64_t m = 48, n = 32, k = 64;
  const arma::fmat A = normal(m, k, 1, 0), B = normal(k, n, 1, 1);
  const auto count = [&](Multiply multiply) {
    return traffic_of([&] { multiplied(multiply, A, B); });
  };
  BOOST_TEST(count(multiply_by_columns).device() == naive_bytes(m, n, k));
  BOOST_TEST(count(multiply_by_rows).device() == naive_bytes(m, n, k));
  BOOST_TEST(count(multiply_tiled).device() == tiled_bytes(m, n, k));
  // Written out: 4 (2 * 48 * 32 * 64 + 48 * 32), and a sixteenth of it
  BOOST_TEST(naive_bytes(m, n, k) == 792576u);
  BOOST_TEST(tiled_bytes(m, n, k) == 55296u);
}

BOOST_AUTO_TEST_CASE(sectors_of_products_as_predicted) {
  if (!counts()) return;
  const std::uint64_t m = 48, n = 32, k = 64;
  const arma::fmat A = normal(m, k, 1, 0), B = normal(k, n, 1, 1);
  const auto count = [&](Multiply multiply) {
    return traffic_of([&] { multiplied(multiply, A, B); }).sectors;
  };
  BOOST_TEST(count(multiply_by_columns) == sectors_by_columns(m, n, k));
  BOOST_TEST(count(multiply_by_rows) == sectors_by_rows(m, n, k));
  BOOST_TEST(count(multiply_tiled) == sectors_tiled(m, n, k));
}

BOOST_AUTO_TEST_CASE(softmax_equals_the_formula) {
  for (const arma::uword rows : {1, 10, 32, 100})
    for (const arma::uword cols : {1, 7, 130}) {
      const arma::fmat Z = 20 * normal(rows, cols, 1, 2);
      arma::fmat expected(rows, cols);
      nn::Reference<float>::softmax(Z, expected);
      for (const Softmax f : softmaxes)
        for (const Order order : orders)
          // Probabilities up to 1, some roundings of exp.
          BOOST_TEST(distance(in_order(order, [&] { return softmax_of(f, Z); }),
                              expected) <= 1e-6);
    }
  no_faults();
}

BOOST_AUTO_TEST_CASE(traffic_of_softmax_as_predicted) {
  if (!counts()) return;
  const arma::fmat Z = normal(64, 32, 1, 2);
  const Traffic threads =
      traffic_of([&] { softmax_of(softmax_by_threads, Z); });
  const Traffic warps = traffic_of([&] { softmax_of(softmax_by_warps, Z); });
  BOOST_TEST(threads.device() == softmax_bytes(64, 32));
  BOOST_TEST(warps.device() == softmax_bytes(64, 32));
  BOOST_TEST(threads.sectors == softmax_sectors_by_threads(64, 32));
  BOOST_TEST(warps.sectors == softmax_sectors_by_warps(64, 32));
  BOOST_TEST(threads.sectors == 8 * warps.sectors);
}

BOOST_AUTO_TEST_CASE(sums_equal_the_formula) {
  for (const arma::uword n : {1, 255, 256, 10000}) {
    const arma::fvec x = normal(n, 1, 1, 3);
    const double expected = arma::accu(arma::conv_to<arma::vec>::from(x));
    for (const Sum sum : right_sums)
      for (const Order order : orders)
        // Partial sums of up to 300, rounded to 3e-5 at most, 20 of them.
        BOOST_TEST(std::abs(in_order(order, [&] { return sum_of(sum, x); }) -
                            expected) <= 6e-4);
  }
  no_faults();
}

BOOST_AUTO_TEST_CASE(only_atomics_depend_on_the_order) {
  const arma::fvec x = 1000 * normal(10000, 1, 1, 3);
  const auto results = [&](Sum sum) {
    std::set<float> all;
    for (const Order order : orders)
      all.insert(in_order(order, [&] { return sum_of(sum, x); }));
    return all.size();
  };
  BOOST_TEST(results(sum_by_atomics) > 1u);
  BOOST_TEST(results(sum_by_tree) == 1u);
  BOOST_TEST(results(sum_by_shuffles) == 1u);
}

BOOST_AUTO_TEST_CASE(shared_memory_of_sums_as_predicted) {
  if (!counts()) return;
  const arma::fvec x = normal(1000, 1, 1, 3);
  const auto count = [&](Sum sum) {
    return traffic_of([&] { sum_of(sum, x); }).shared();
  };
  BOOST_TEST(count(sum_by_atomics) == 0u);
  BOOST_TEST(count(sum_by_tree) == tree_shared_bytes());
  BOOST_TEST(count(sum_by_shuffles) == shuffles_shared_bytes());
}

BOOST_AUTO_TEST_CASE(a_missing_barrier_is_found_in_every_order) {
  if (!counts()) return;
  const arma::fvec x = normal(1000, 1, 1, 3);
  const DeviceArray dx(x.memptr(), x.n_elem);
  const DeviceArray<float> dy(1);
  for (const Order order : orders) {
    const auto faults = in_order(order, [&] {
      return faults_of(
          [&] { sum_without_barrier(1000, dx.data(), dy.data()); });
    });
    BOOST_TEST_REQUIRE(!faults.empty());
    const std::string& last = faults.back();
    BOOST_TEST(last.find("sum.cu:") == 0u, last);
    BOOST_TEST(last.find("a race") != last.npos, last);
  }
}

#include "10_claims.hpp"
