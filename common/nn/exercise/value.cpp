#include "nn/exercise/value.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace nn::exercise {
namespace {

constexpr std::size_t most = 8;  // numbers of a row, and rows

/// With six digits, or with all that tell it from others. (The sign of NaN,
/// which differs from processor to processor, says nothing.)
std::string digits(double number, bool all) {
  if (std::isnan(number)) return "nan";
  return all ? fmt::format("{}", number) : fmt::format("{:.6g}", number);
}

std::string row_text(const arma::mat& numbers, std::size_t row, bool is_list) {
  const std::size_t count = is_list ? numbers.n_elem : numbers.n_cols;
  std::string text;
  for (std::size_t i = 0; i < std::min(count, most); ++i)
    text += (i == 0 ? "" : ", ") +
            digits(is_list ? numbers(i) : numbers(row, i), false);
  return count > most ? text + ", ..." : text;
}

}  // namespace

void Value::set(std::size_t rows, std::size_t columns) {
  numbers_.set_size(rows, columns);
}

void Value::put(std::size_t i, long double number) {
  numbers_(i) = static_cast<double>(number);
  if (std::isfinite(number) && static_cast<long double>(numbers_(i)) != number)
    throw std::logic_error(
        fmt::format("{} cannot be compared exactly: it does not fit into a "
                    "double; compare words or parts of it",
                    static_cast<double>(number)));
}

std::string Value::text() const {
  if (is_words_) return '"' + words_ + '"';
  if (numbers_.n_rows == 1 && numbers_.n_cols == 1)
    return digits(numbers_(0), true);
  if (numbers_.n_cols == 1) return "{" + row_text(numbers_, 0, true) + "}";
  std::string text;
  for (std::size_t row = 0; row < std::min<std::size_t>(numbers_.n_rows, most);
       ++row)
    text += (row == 0 ? "" : "; ") + row_text(numbers_, row, false);
  if (numbers_.n_rows > most) text += "; ...";
  return fmt::format("{{{}}} ({})", text, shape());
}

std::string Value::shape() const {
  if (is_words_) return "words";
  if (numbers_.n_elem == 1) return "a number";
  if (numbers_.n_cols == 1) return fmt::format("{} values", numbers_.n_rows);
  return fmt::format("{} x {}", numbers_.n_rows, numbers_.n_cols);
}

}  // namespace nn::exercise
