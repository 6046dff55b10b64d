#include "nn/exercise/check.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <typeinfo>

#include <cxxabi.h>
#include <fmt/format.h>

namespace nn::exercise {
namespace {

using Kind = Failure::Kind;

/// "gini(counts) for counts = {3, 1}"
std::string question(const Asked& asked) {
  std::string text = asked.call;
  for (const Input& input : asked.inputs)
    text +=
        fmt::format("{}{} = {}", &input == asked.inputs.data() ? " for " : ", ",
                    input.name, input.text);
  return text;
}

[[noreturn]] void fail(Kind kind, const Asked& asked, const Value& got,
                       const Value& expected, const std::string& more) {
  throw Failure(kind, fmt::format("{}\n  expected {}\n  got {}{}{}",
                                  question(asked), expected.text(), got.text(),
                                  more.empty() ? "" : "\n  ", more));
}

/// Of the first numbers for which `agree` does not hold, or -1.
template <class Agree>
long first_difference(const Value& got, const Value& expected, Agree agree) {
  const arma::mat &a = got.numbers(), &b = expected.numbers();
  for (arma::uword i = 0; i < b.n_elem; ++i)
    if (!agree(a(i), b(i))) return static_cast<long>(i);
  return -1;
}

/// "index 3", "row 1, column 2"; counted from 0, as in C++.
std::string place(const Value& value, arma::uword i) {
  const arma::uword rows = value.numbers().n_rows;
  if (value.numbers().n_cols == 1) return fmt::format("index {}", i);
  return fmt::format("row {}, column {}", i % rows, i / rows);
}

void expect_comparable(const Asked& asked, const Value& got,
                       const Value& expected) {
  if (expected.numbers().has_nan())
    throw std::logic_error(question(asked) + ": the check expects NaN");
  if (got.is_words() != expected.is_words() ||
      arma::size(got.numbers()) != arma::size(expected.numbers()))
    fail(Kind::shape, asked, got, expected,
         fmt::format("expected {}, got {}", expected.shape(), got.shape()));
}

/// Where the numbers differ, if there is more than one of them.
std::string where(const Value& got, const Value& expected, arma::uword i) {
  if (expected.numbers().n_elem == 1) return "";
  return fmt::format("first difference at {}: expected {}, got {}",
                     place(expected, i), Value(expected.numbers()(i)).text(),
                     Value(got.numbers()(i)).text());
}

std::string type_of(const std::exception& error) {
  int status = 0;
  char* const name =
      abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, &status);
  std::string text = name == nullptr ? typeid(error).name() : name;
  std::free(name);
  return text;
}

}  // namespace

void expect_equal(const Asked& asked, const Value& got, const Value& expected) {
  expect_comparable(asked, got, expected);
  if (got.words() != expected.words())
    fail(Kind::value, asked, got, expected, "");
  const long i = first_difference(got, expected,
                                  [](double a, double b) { return a == b; });
  if (i >= 0)
    fail(Kind::value, asked, got, expected,
         where(got, expected, static_cast<arma::uword>(i)));
}

void expect_close(const Asked& asked, const Value& got, const Value& expected,
                  const Tolerance& tolerance) {
  if (expected.is_words())
    throw std::logic_error(question(asked) + ": words are equal or not");
  if (!(tolerance.value >= 0) || tolerance.reason.empty())
    throw std::logic_error(question(asked) + ": a tolerance has a reason");
  expect_comparable(asked, got, expected);
  const auto allowed = [&](double b) {
    return tolerance.value * std::max(1.0, std::abs(b));
  };
  const long found = first_difference(got, expected, [&](double a, double b) {
    return a == b || (std::isfinite(b) && std::abs(a - b) <= allowed(b));
  });
  if (found < 0) return;
  const auto i = static_cast<arma::uword>(found);
  const std::string first = where(got, expected, i);
  fail(Kind::value, asked, got, expected,
       fmt::format("{}{}off by {:.3g}, allowed is {:.3g}: {}", first,
                   first.empty() ? "" : "\n  ",
                   std::abs(got.numbers()(i) - expected.numbers()(i)),
                   allowed(expected.numbers()(i)), tolerance.reason));
}

void expect_at_most(const Asked& asked, double got, double most,
                    const std::string& reason) {
  if (got <= most) return;
  throw Failure(Kind::value,
                fmt::format("{}\n  expected at most {}\n  got {}\n  {}",
                            question(asked), most, got, reason));
}

void expect(const Asked& asked, bool holds, const std::string& what) {
  if (holds) return;
  throw Failure(Kind::value,
                fmt::format("{}\n  expected: {}\n  it does not hold",
                            question(asked), what));
}

void expect_error(const Asked& asked, const std::function<void()>& call,
                  const std::vector<std::string>& words) {
  std::string said;
  try {
    call();
  } catch (const std::exception& error) {
    said = error.what();
    const auto missing = std::ranges::find_if(
        words, [&](const auto& word) { return said.find(word) == said.npos; });
    if (missing == words.end()) return;
    throw Failure(Kind::value,
                  fmt::format("{}\n  expected an error that says \"{}\"\n  got "
                              "the error \"{}\"",
                              question(asked), *missing, said));
  }
  throw Failure(Kind::value, question(asked) +
                                 "\n  expected an error\n  got a result, as if "
                                 "all were well");
}

void Checks::operator()(const std::string& name,
                        const std::function<void()>& body) {
  if (failed_) return;
  begin(name);
  failed_ = true;
  try {
    body();
    failed_ = false;
  } catch (const Failure& failure) {
    fail(failure);
  } catch (const NotWritten&) {
    fail({Kind::not_written,
          "not written yet: put your code in the place of throw "
          "nn::exercise::NotWritten()"});
  } catch (const std::exception& error) {
    fail({Kind::threw,
          fmt::format("threw {}: {}", type_of(error), error.what())});
  } catch (...) {
    fail({Kind::threw, "threw something that is no std::exception"});
  }
}

}  // namespace nn::exercise
