// What can be done with a Value: each operation is its formula and its slopes.
#include <cmath>

#include "scalar.hpp"

namespace chapter14 {
namespace {

using Slopes = std::array<double, 2>;

double logistic(double a) {
  return 1 / (1 + std::exp(-a));
}

// #region scalar_operations
const ScalarOperation
    add = {"+", 2, [](double a, double b) { return a + b; },
           [](double, double, double) {
             return Slopes{1, 1};
           }},
    subtract = {"-", 2, [](double a, double b) { return a - b; },
                [](double, double, double) {
                  return Slopes{1, -1};
                }},
    multiply = {"*", 2, [](double a, double b) { return a * b; },
                [](double a, double b, double) {
                  return Slopes{b, a};
                }},
    divide = {"/", 2, [](double a, double b) { return a / b; },
              [](double, double b, double y) {
                return Slopes{1 / b, -y / b};
              }},
    negate = {"minus", 1, [](double a, double) { return -a; },
              [](double, double, double) { return Slopes{-1}; }},
    exponential = {"exp", 1, [](double a, double) { return std::exp(a); },
                   [](double, double, double y) { return Slopes{y}; }},
    logarithm = {"log", 1, [](double a, double) { return std::log(a); },
                 [](double a, double, double) { return Slopes{1 / a}; }},
    hyperbolic = {"tanh", 1, [](double a, double) { return std::tanh(a); },
                  [](double, double, double y) { return Slopes{1 - y * y}; }},
    squash = {"sigmoid", 1, [](double a, double) { return logistic(a); },
              [](double, double, double y) { return Slopes{y * (1 - y)}; }},
    rectify = {"relu", 1, [](double a, double) { return a > 0 ? a : 0; },
               [](double a, double, double) { return Slopes{a > 0 ? 1. : 0}; }},
    squared = {"square", 1, [](double a, double) { return a * a; },
               [](double a, double, double) { return Slopes{2 * a}; }},
    power = {"pow", 1, [](double a, double b) { return std::pow(a, b); },
             [](double a, double b, double) {
               return Slopes{b * std::pow(a, b - 1)};
             }};
// #endregion scalar_operations

}  // namespace

Value operator+(const Value& a, const Value& b) {
  return Value::made(add, {a, b});
}
Value operator-(const Value& a, const Value& b) {
  return Value::made(subtract, {a, b});
}
Value operator*(const Value& a, const Value& b) {
  return Value::made(multiply, {a, b});
}
Value operator/(const Value& a, const Value& b) {
  return Value::made(divide, {a, b});
}
Value operator-(const Value& a) {
  return Value::made(negate, {a});
}
Value exp(const Value& a) {
  return Value::made(exponential, {a});
}
Value log(const Value& a) {
  return Value::made(logarithm, {a});
}
Value tanh(const Value& a) {
  return Value::made(hyperbolic, {a});
}
Value sigmoid(const Value& a) {
  return Value::made(squash, {a});
}
Value relu(const Value& a) {
  return Value::made(rectify, {a});
}
Value square(const Value& a) {
  return Value::made(squared, {a});
}
Value pow(const Value& a, double exponent) {
  return Value::made(power, {a}, exponent);
}

}  // namespace chapter14
