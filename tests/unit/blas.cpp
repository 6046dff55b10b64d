// OpenBLAS must run on kernels as wide as the processor, stay correct, and exit
// cleanly.
#include <cstdlib>

#include <boost/test/unit_test.hpp>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nn/core/armadillo.hpp"

/// The exit code of this program when memory is unmapped at addresses where
/// nothing is mapped.
constexpr int returned_twice = 99;

/// Replaces the C library's, for OpenBLAS too.
extern "C" int munmap(void* address, std::size_t size) noexcept {
  unsigned char unused = 0;
  // mincore() fails where nothing is mapped.
  if (syscall(SYS_mincore, address, 1, &unused) != 0) _exit(returned_twice);
  return static_cast<int>(syscall(SYS_munmap, address, size));
}

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

// Memory that is returned twice may hold, the second time, what OpenSSL or a
// sanitizer still needs: the program crashes after its last line.
BOOST_AUTO_TEST_CASE(after_a_switch_memory_is_returned_once) {
  std::string program = "/proc/self/exe", test = "--run_test=products_*";
  char* const arguments[] = {program.data(), test.data(), nullptr};
  // A name that is set is always switched to.
  const std::string core = nn::select_blas_kernels().running;
  setenv("NN_BLAS_CORE", core.c_str(), 1);
  pid_t child = 0;
  const int error = posix_spawn(&child, program.c_str(), nullptr, nullptr,
                                arguments, environ);
  unsetenv("NN_BLAS_CORE");
  BOOST_REQUIRE(error == 0);
  int status = -1;
  BOOST_REQUIRE(waitpid(child, &status, 0) == child);
  BOOST_TEST(WIFEXITED(status));
  BOOST_TEST(WEXITSTATUS(status) == 0);
}
