/// Tools to compare nn::Cpu with canonical_order.hpp, bit by bit.
#pragma once

#include <cstring>

#include <boost/test/unit_test.hpp>

#include "nn/cpu/cpu.hpp"

#include "canonical_order.hpp"
#include "unit/random_numbers.hpp"

namespace canonical {

using nn::Cpu;

/// Around every case: numbers of its own, and the threads as they were.
struct Fresh {
  Fresh() { reseed(1); }
  ~Fresh() { Cpu::set_threads(0); }
};

inline Matrix normal(std::size_t rows, std::size_t columns) {
  Matrix m(rows, columns);
  m.imbue([] { return static_cast<float>(random_numbers.normal()); });
  return m;
}

/// Normal numbers times 2^-least … 2^-most.
inline Matrix faded(std::size_t rows, std::size_t columns, unsigned least,
                    unsigned most) {
  Matrix m = normal(rows, columns);
  m.transform([=](float v) {
    const auto size = least + random_numbers.integer(most - least + 1);
    return std::ldexp(v, -static_cast<int>(size));
  });
  return m;
}
/// Products of two are among the smallest floats (2^-149), or they become 0 or
/// -0.
inline Matrix smallest(std::size_t rows, std::size_t columns) {
  return faded(rows, columns, 66, 80);
}

/// Everything must be written.
inline Matrix unwritten(std::size_t rows, std::size_t columns) {
  return Matrix(rows, columns).fill(arma::Datum<float>::nan);
}

template <class T>
bool same_bits(const T* a, const T* b, std::size_t count) {
  return std::memcmp(a, b, count * sizeof(T)) == 0;
}

/// The first number that differs, for messages.
inline std::string difference(const Matrix& found, const Matrix& expected) {
  for (std::size_t i = 0; i < found.n_elem; ++i)
    if (!same_bits(&found(i), &expected(i), 1))
      return fmt::format("number {} of {} is {:a}, not {:a}", i, found.n_elem,
                         found(i), expected(i));
  return "no difference";
}

inline bool same_bits(const Matrix& a, const Matrix& b) {
  return arma::size(a) == arma::size(b) &&
         same_bits(a.memptr(), b.memptr(), a.n_elem);
}

/// Equal to the last bit; finite, and not just zeros.
inline void check_same(const Matrix& found, const Matrix& expected,
                       const char* what) {
  BOOST_TEST_REQUIRE((arma::size(found) == arma::size(expected)));
  BOOST_TEST(expected.is_finite(), what << " is not finite");
  BOOST_TEST(arma::any(arma::vectorise(expected) != 0), what << " is all 0");
  BOOST_TEST(same_bits(found, expected),
             what << ": " << difference(found, expected));
}
inline void check_same(double found, double expected, const char* what) {
  BOOST_TEST((std::isfinite(expected) && expected != 0));
  BOOST_TEST(same_bits(&found, &expected, 1),
             fmt::format("{} is {:a}, not {:a}", what, found, expected));
}

/// Sizes of a batch: fewer than parts, as many, not divisible by them.
inline constexpr std::size_t batch_sizes[] = {1,  2,  5,   15,  16, 17,
                                              33, 64, 100, 128, 130};
inline constexpr int thread_counts[] = {1, 2, 3, 5, 7, 16};

}  // namespace canonical
