// A matrix product in four versions.
#include "nn/figures/figure.hpp"
#include "nn/reference/reference.hpp"

#include "examples.hpp"
#include "predictions.hpp"
#include "report.hpp"
#include "steps.hpp"

namespace chapter10 {
namespace {

struct Version {
  const char* name;
  Multiply multiply;
  std::uint64_t bytes, sectors;
};

/// A B by the formula: y = W x + b with b = 0.
arma::fmat by_formula(const arma::fmat& A, const arma::fmat& B) {
  arma::fmat C(A.n_rows, B.n_cols);
  const arma::fmat zero(A.n_rows, 1, arma::fill::zeros);
  nn::Reference<float>::linear(A, zero, B, false, C);
  return C;
}

/// Bytes that the threads of a product of n x n matrices ask for, counted.
double counted_bytes(Multiply multiply, arma::uword n) {
  const arma::fmat A = normal(n, n, 1, 0), B = normal(n, n, 1, 1);
  return static_cast<double>(
      traffic_of([&] { multiplied(multiply, A, B); }).device());
}

void draw_growth(const nn::Options& options) {
  const arma::vec sizes = {16, 32, 64, 128, 256, 512, 1024};
  arma::vec naive(sizes.n_elem), shared(sizes.n_elem), least(sizes.n_elem);
  for (arma::uword i = 0; i < sizes.n_elem; ++i) {
    const auto n = static_cast<std::uint64_t>(sizes(i));
    naive(i) = static_cast<double>(naive_bytes(n, n, n));
    shared(i) = static_cast<double>(tiled_bytes(n, n, n));
    least(i) = static_cast<double>(least_bytes(n, n, n));
  }
  const arma::vec small = options.smoke ? arma::vec{16} : arma::vec{16, 32, 64};
  arma::vec naive_counted(small), shared_counted(small);
  naive_counted.transform(
      [](double n) { return counted_bytes(multiply_by_rows, arma::uword(n)); });
  shared_counted.transform(
      [](double n) { return counted_bytes(multiply_tiled, arma::uword(n)); });
  nn::Figure(
      "Bytes that a product of n x n matrices asks for | "
      "n×n 矩阵乘法的线程要求的字节数")
      .x_label("n")
      .y_label("bytes asked for | 要求的字节数")
      .log_x()
      .log_y()
      .line(sizes, naive, "versions 1 and 2 | 第 1、2 版")
      .line(sizes, shared, "version 3, tiles of 16 | 第 3 版，16×16 分块")
      .line(sizes, least, "each number once | 每个数只要一次")
      .points(small, naive_counted, "version 2, counted | 第 2 版，实测")
      .points(small, shared_counted, "version 3, counted | 第 3 版，实测")
      .save(options.out / "product.svg");
}

}  // namespace

void matrix_product(const nn::Options& options) {
  nn::heading("A matrix product, four times");
  const arma::uword m = options.smoke ? 32 : 64, n = options.smoke ? 16 : 48,
                    k = options.smoke ? 16 : 80;
  const arma::fmat A = normal(m, k, options.seed, 0),
                   B = normal(k, n, options.seed, 1);
  const arma::fmat expected = by_formula(A, B);
  const Version versions[] = {
      {"1 by columns", multiply_by_columns, naive_bytes(m, n, k),
       sectors_by_columns(m, n, k)},
      {"2 by rows", multiply_by_rows, naive_bytes(m, n, k),
       sectors_by_rows(m, n, k)},
      {"3 tiled", multiply_tiled, tiled_bytes(m, n, k),
       sectors_tiled(m, n, k)}};
  fmt::print("  A {} x {}, B {} x {}, tiles of {} x {}\n", m, k, k, n, tile,
             tile);
  print_traffic_head();
  for (const Version& v : versions) {
    arma::fmat C;
    const Traffic t = traffic_of([&] { C = multiplied(v.multiply, A, B); });
    print_traffic(v.name, v.bytes, v.sectors, t, arma::abs(C - expected).max());
  }
  const arma::fmat C = multiplied(multiply_by_library, A, B);
  fmt::print("  {:13} {:>11} {:>49}\n", "4 cuBLAS", "not seen",
             small(arma::abs(C - expected).max()));
  fmt::print("  Each number once: {} bytes\n", grouped(least_bytes(m, n, k)));
  draw_growth(options);
}

}  // namespace chapter10
