// OpenBLAS must run on kernels as wide as the processor, and stay right.
#include <boost/test/unit_test.hpp>

#include "nn/support/armadillo.hpp"

BOOST_AUTO_TEST_CASE(kernels_are_as_wide_as_the_processor) {
  const nn::BlasReport& report = nn::select_blas_kernels();
  BOOST_TEST_MESSAGE(report.config << ": " << report.detected << " -> "
                                   << report.running);
  BOOST_TEST(!report.running.empty());
  if (!std::getenv("NN_BLAS_CORE")) BOOST_TEST(report.remedy == "");
}

BOOST_AUTO_TEST_CASE(products_after_the_switch_are_right) {
  // Small integers: every partial sum is exact, so must be the product.
  for (arma::uword n : {1, 3, 17, 64, 131}) {
    arma::fmat a(n, n), b(n, n);
    a.imbue([k = 0]() mutable { return float(k++ % 7 - 3); });
    b.imbue([k = 0]() mutable { return float(k++ % 5 - 2); });
    const arma::fmat c = a * b;
    for (arma::uword j = 0; j < n; ++j)
      for (arma::uword i = 0; i < n; ++i) {
        float sum = 0;
        for (arma::uword k = 0; k < n; ++k)
          sum += a(i, k) * b(k, j);
        BOOST_REQUIRE(c(i, j) == sum);
      }
  }
}
