/// All operations in one list, each with examples: what the tests check and
/// what the table shows is the same list.
#pragma once

#include <functional>

#include "operation.hpp"

namespace chapter14 {

/// Which numbers an example's input takes, so that the result has a derivative
/// there.
enum class Draw {
  any,       ///< normal
  positive,  ///< 0.5 to 2
  nonzero,   ///< 0.2 to 1.2, with either sign
  apart,     ///< no two closer than 0.1: the largest one stays the largest
  label,     ///< 0, 1, or 2: nothing that has a derivative
  bit,       ///< 0 or 1: likewise
};

/// Inputs of some dims, and what is computed of them.
struct Example {
  std::vector<Dims> inputs;
  std::function<Tensor(const Tensors&)> result;
};

struct Entry {
  std::string name;      ///< of the operation, or of a function of several
  std::string computes;  ///< for people
  std::string gradient;  ///< for people: each input's vector-Jacobian product
  std::vector<Draw> numbers;  ///< of the inputs
  std::vector<Example> examples;
};

/// Every operation of the graph.
std::vector<Entry> operation_table();
/// The functions that consist of several: softmax, losses, means.
std::vector<Entry> composed_table();

std::vector<const Operation*> all_operations();
/// By its name; nn::Error if there is none.
const Operation& operation_named(const std::string& name);

/// The tables' parts, each in a file of its own.
std::vector<Entry> elementwise_entries();
std::vector<Entry> shape_entries();
std::vector<Entry> product_entries();
std::vector<Entry> image_entries();

}  // namespace chapter14
