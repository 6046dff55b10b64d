/// Several elementwise operations as one node: each number passes through all
/// of them before the next one starts.
#pragma once

#include <memory>

#include "operation.hpp"

namespace chapter14 {

/// How an input meets the numbers of a chain of `rows` x `columns`.
enum class Access {
  each,     ///< its own number for each
  one,      ///< one number for all
  rows,     ///< a column of numbers: one for each row
  columns,  ///< a row of numbers: one for each column
};

// #region chain
struct Chain {
  struct Step {
    const Operation* operation = nullptr;
    /// 0, 1, … are inputs of the chain, then the results of its steps.
    std::vector<std::size_t> from;
    std::string name;
  };
  std::size_t rows = 1, columns = 1;
  std::vector<Access> inputs;
  std::vector<Step> steps;
  std::vector<std::size_t> results;  ///< steps that others need; its parts
};
// #endregion chain

extern const Operation chain_operation;

}  // namespace chapter14
