/// What chapter 14's tests share.
#pragma once

#include <functional>
#include <string>

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/cpu/cpu.hpp"

#include "14_autodiff/derivative.hpp"
#include "14_autodiff/elementwise.hpp"
#include "14_autodiff/images.hpp"
#include "14_autodiff/interpreter.hpp"
#include "14_autodiff/losses.hpp"
#include "14_autodiff/networks.hpp"
#include "14_autodiff/passes.hpp"
#include "14_autodiff/products.hpp"
#include "14_autodiff/shapes.hpp"

namespace chapter14 {

namespace tt = boost::test_tools;

/// As many threads as are set, until the end of a block.
class WithThreads {
 public:
  explicit WithThreads(int threads) : before_(nn::Cpu::threads()) {
    nn::Cpu::set_threads(threads);
  }
  ~WithThreads() { nn::Cpu::set_threads(before_); }
  WithThreads(const WithThreads&) = delete;
  WithThreads& operator=(const WithThreads&) = delete;

 private:
  int before_;
};

/// What an error says; "no error" if there is none.
inline std::string error_of(const std::function<void()>& wrong) {
  try {
    wrong();
  } catch (const nn::Error& error) {
    return error.what();
  }
  return "no error";
}

/// "14_errors.hpp:123", for an operation on the same line.
inline std::string here(const char* file = __builtin_FILE(),
                        int line = __builtin_LINE()) {
  return to_string(Where{file, line});
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline bool same_bits(const arma::fmat& a, const arma::fmat& b) {
  return arma::size(a) == arma::size(b) &&
         std::memcmp(a.memptr(), b.memptr(), 4 * a.n_elem) == 0;
}

/// One row of numbers, e.g. labels.
inline arma::fmat row(const std::vector<float>& numbers) {
  return arma::conv_to<arma::frowvec>::from(numbers);
}

template <class Real = float>
arma::Mat<Real> normal(arma::uword rows, arma::uword columns,
                       std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::data);
  arma::Mat<Real> numbers(rows, columns);
  for (Real& number : numbers)
    number = static_cast<Real>(static_cast<float>(random.normal()));
  return numbers;
}

}  // namespace chapter14
