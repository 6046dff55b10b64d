/// What an exercise was given, what it returned and what was expected: numbers
/// of any type, vectors, matrices and words, compared and printed alike.
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

#include "nn/core/armadillo.hpp"

namespace nn::exercise {

/// Either words or numbers; a number is a matrix of 1 x 1, a list a column.
class Value {
 public:
  // Not explicit: whoever writes a check passes what he has.
  Value(const char* words) : words_(words), is_words_(true) {}
  Value(std::string words) : words_(std::move(words)), is_words_(true) {}
  template <class Number>
  requires std::is_arithmetic_v<Number> Value(Number number) {
    set(1, 1);
    put(0, static_cast<long double>(number));
  }
  template <class Number>
  requires std::is_arithmetic_v<Number> Value(const std::vector<Number>& list) {
    set(list.size(), 1);
    for (std::size_t i = 0; i < list.size(); ++i)
      put(i, static_cast<long double>(list[i]));
  }
  template <class Expression>
  requires arma::is_arma_type<Expression>::value Value(
      const Expression& expression) {
    const arma::Mat<typename Expression::elem_type> matrix = expression;
    set(matrix.n_rows, matrix.n_cols);
    for (std::size_t i = 0; i < matrix.n_elem; ++i)
      put(i, static_cast<long double>(matrix(i)));
  }

  bool is_words() const { return is_words_; }
  const std::string& words() const { return words_; }
  const arma::mat& numbers() const { return numbers_; }
  /// "0.5", "{1, 2, 3}", "{1, 2; 3, 4} (2 x 2)"; of many numbers the first.
  std::string text() const;
  /// "a number", "3 values", "2 x 3".
  std::string shape() const;

 private:
  void set(std::size_t rows, std::size_t columns);
  /// Integers that a double cannot hold are refused: they could not be
  /// compared.
  void put(std::size_t i, long double number);

  std::string words_;
  bool is_words_ = false;
  arma::mat numbers_;
};

}  // namespace nn::exercise
