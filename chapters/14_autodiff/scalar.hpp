/// Reverse-mode automatic differentiation of single numbers, from nothing: a
/// value remembers which values it was made of. Griewank and Walther 2008.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace chapter14 {

// #region scalar_operation
/// y = value(a, b), and the slopes dy/da and dy/db. b is the second input; with
/// one input it is a number that belongs to the operation, like an exponent.
struct ScalarOperation {
  const char* name;
  std::size_t inputs;
  double (*value)(double a, double b);
  std::array<double, 2> (*slopes)(double a, double b, double y);
};
// #endregion scalar_operation

// #region value
/// A number that can be derived. Copies are the same number: they share a node.
class Value {
 public:
  Value(double value);  // not explicit: 1 - x is a formula
  double value() const;
  double gradient() const;  ///< d(what ran backward) / d(this), added up
  /// Changes a given number; nn::Error if it is the result of an operation.
  void set(double value);

  /// Adds d(this) / d(each value that this is made of) to their gradients.
  ///
  /// nn::Error if one of them was changed after it was used, or if this way has
  /// been walked before (see zero_gradients); then no gradient has changed.
  void backward() const;
  /// Sets the gradients of this and of all that it is made of to 0. Then
  /// backward may walk this way again.
  void zero_gradients() const;
  /// Another value becomes an input, and the result is computed again.
  /// nn::Error if there is no such input, or if this would be made of itself.
  void replace_input(std::size_t input, const Value& by);

  const char* operation() const;      ///< "+", "tanh"; "" if it was given
  std::vector<Value> inputs() const;  ///< of the operation
  friend Value operator+(const Value& a, const Value& b);
  friend Value operator-(const Value& a, const Value& b);
  friend Value operator*(const Value& a, const Value& b);
  friend Value operator/(const Value& a, const Value& b);
  friend Value operator-(const Value& a);
  friend Value exp(const Value& a);
  friend Value log(const Value& a);
  friend Value tanh(const Value& a);
  friend Value sigmoid(const Value& a);
  friend Value relu(const Value& a);
  friend Value square(const Value& a);
  friend Value pow(const Value& a, double exponent);
  // #endregion value

 private:
  struct Node;
  explicit Value(std::shared_ptr<Node> node) : node_(std::move(node)) {}
  static Value made(const ScalarOperation& operation,
                    const std::vector<Value>& inputs, double number = 0);
  static std::vector<Node*> topological_order(Node* end);
  static std::string cycle(const std::vector<Node*>& path, const Node* again);

  std::shared_ptr<Node> node_;
};

}  // namespace chapter14
