// Does the compiler move constants as they are? See the root's CMakeLists.txt.
#include <boost/test/unit_test.hpp>

#include "nn/core/armadillo.hpp"

namespace {

// Not inlined: the bug is in how a function writes its constants to memory.
[[gnu::noinline]] arma::uvec four_labels() {
  return {1, 1, 1, 0};
}
[[gnu::noinline]] arma::vec four_numbers() {
  return {0.5, 0.5, 0, 0};
}
[[gnu::noinline]] arma::fvec eight_floats() {
  return {2, 2, 2, 2, 2, 2, 0, 0};
}

}  // namespace

BOOST_AUTO_TEST_CASE(zeros_at_the_end_stay_zeros) {
  const arma::uvec labels = four_labels();
  BOOST_TEST(labels(2) == 1u);
  BOOST_TEST(labels(3) == 0u);
  const arma::vec numbers = four_numbers();
  BOOST_TEST(numbers(1) == 0.5);
  BOOST_TEST(numbers(2) == 0);
  BOOST_TEST(numbers(3) == 0);
  const arma::fvec floats = eight_floats();
  BOOST_TEST(floats(5) == 2);
  BOOST_TEST(floats(6) == 0);
  BOOST_TEST(floats(7) == 0);
}
