#include "operation_table.hpp"

#include <fmt/format.h>

#include "elementwise.hpp"
#include "images.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {

std::vector<const Operation*> all_operations() {
  std::vector<const Operation*> all;
  for (const auto& some : {elementwise_operations(), shape_operations(),
                           product_operations(), image_operations()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

const Operation& operation_named(const std::string& name) {
  for (const Operation* operation : all_operations())
    if (operation->name == name) return *operation;
  throw nn::Error(fmt::format("there is no operation \"{}\"", name));
}

std::vector<Entry> operation_table() {
  std::vector<Entry> table;
  for (const auto& some : {elementwise_entries(), shape_entries(),
                           product_entries(), image_entries()})
    table.insert(table.end(), some.begin(), some.end());
  return table;
}

namespace {

/// The same function of one input for several dims.
template <class F>
std::vector<Example> of_one(F f, const std::vector<Dims>& dims) {
  std::vector<Example> examples;
  for (const Dims& d : dims)
    examples.push_back({{d}, [f](const Tensors& x) { return f(x[0]); }});
  return examples;
}

/// Of two inputs, for all the ways in which two shapes meet.
template <class F>
std::vector<Example> of_two(F f, const std::vector<std::vector<Dims>>& dims) {
  std::vector<Example> examples;
  for (const auto& d : dims)
    examples.push_back({d, [f](const Tensors& x) { return f(x[0], x[1]); }});
  return examples;
}

// #region patterns
/// How the dims of two inputs meet: alike, a number, a bias column, a row with
/// one number per sample, both ways at once, an image's channels.
const std::vector<std::vector<Dims>> patterns = {
    {{3, 4}, {3, 4}}, {{}, {}},         {{3, 4}, {}},     {{}, {5}},
    {{3, 4}, {3}},    {{1, 4}, {3, 4}}, {{3, 1}, {1, 4}}, {{2, 3, 1, 2}, {2}},
};
const std::vector<Dims> some_dims = {{}, {5}, {3, 4}, {2, 3, 1, 2}};
// #endregion patterns

}  // namespace

std::vector<Entry> elementwise_entries() {
  const auto any = Draw::any, positive = Draw::positive, apart = Draw::apart,
             nonzero = Draw::nonzero;
  const auto two = [](auto f) { return of_two(f, patterns); };
  const auto one = [](auto f) { return of_one(f, some_dims); };
  using T = Tensor;
  return {
      {"add", "a + b", "dy, dy", {any, any}, two([](T a, T b) {
         return a + b;
       })},
      {"subtract", "a - b", "dy, -dy", {any, any}, two([](T a, T b) {
         return a - b;
       })},
      {"multiply", "a b", "dy b, dy a", {any, any}, two([](T a, T b) {
         return a * b;
       })},
      {"divide",
       "a / b",
       "dy / b, -(dy / b) y",
       {any, positive},
       two([](T a, T b) { return a / b; })},
      {"negate", "-a", "-dy", {any}, one([](T a) { return -a; })},
      {"absolute", "|a|", "dy or -dy: a's sign", {nonzero}, one([](T a) {
         return absolute(a);
       })},
      {"exp", "e^a", "dy y", {any}, one([](T a) { return exp(a); })},
      {"log", "ln a", "dy / a", {positive}, one([](T a) { return log(a); })},
      {"sqrt", "a^(1/2)", "dy / (y + y)", {positive}, one([](T a) {
         return sqrt(a);
       })},
      {"tanh", "tanh a", "dy (1 - y y)", {any}, one([](T a) {
         return tanh(a);
       })},
      {"sigmoid", "1 / (1 + e^-a)", "dy y (1 - y)", {any}, one([](T a) {
         return sigmoid(a);
       })},
      {"relu", "a, or 0 if a < 0", "dy where y > 0", {nonzero}, one([](T a) {
         return relu(a);
       })},
      {"where_positive",
       "b where a > 0, else 0",
       "-, dy where a > 0",
       {nonzero, any},
       two([](T a, T b) {
         return apply(operation_named("where_positive"), a, {b});
       })},
      {"less",
       "1 where a < b, else 0",
       "-, -",
       {apart, apart},
       two([](T a, T b) { return less(a, b); })},
      {"where",
       "a where c, else b",
       "-, dy where c, the rest",
       {Draw::bit, any, any},
       {{{{3, 4}, {3, 4}, {3, 4}},
         [](const Tensors& x) { return where(x[0], x[1], x[2]); }},
        {{{1, 4}, {3}, {}},
         [](const Tensors& x) { return where(x[0], x[1], x[2]); }}}},
      {"fma",
       "a b + c, rounded once",
       "dy b, dy a, dy",
       {any, any, any},
       {{{{3, 4}, {3, 4}, {3, 4}},
         [](const Tensors& x) { return fma(x[0], x[1], x[2]); }},
        {{{}, {3, 4}, {3}},
         [](const Tensors& x) { return fma(x[0], x[1], x[2]); }}}},
  };
}

std::vector<Entry> product_entries() {
  const std::vector<Draw> any = {Draw::any, Draw::any};
  using T = Tensor;
  return {
      {"product", "A B", "dY B', A' dY", any,
       of_two([](T A, T B) { return product(A, B); }, {{{3, 4}, {4, 5}},
                                                       {{2, 1}, {1, 3}},
                                                       {{3, 3}, {3}},
                                                       {{1, 7}, {7, 1}}})},
      {"product_tn", "A' B", "B dY', A dY", any,
       of_two(
           [](T A, T B) { return product_tn(A, B); },
           {{{4, 3}, {4, 5}}, {{1, 2}, {1, 3}}, {{3, 3}, {3}}, {{7}, {7, 2}}})},
      {"product_nt", "A B'", "dY B, dY' A", any,
       of_two(
           [](T A, T B) { return product_nt(A, B); },
           {{{3, 4}, {5, 4}}, {{2, 1}, {3, 1}}, {{3, 3}, {2, 3}}, {{3}, {5}}})},
  };
}

std::vector<Entry> composed_table() {
  using T = Tensor;
  const std::vector<std::vector<Dims>> logits = {
      {{3, 4}, {1, 4}}, {{5, 1}, {1, 1}}, {{10, 3}, {1, 3}}};
  return {
      {"softmax",
       "e^z / sum of e^z",
       "y (dy - sum of y dy)",
       {Draw::apart},
       of_one([](T z) { return softmax(z); }, {{3, 4}, {5, 1}, {10, 3}})},
      {"softmax_cross_entropy",
       "mean -ln softmax[label]",
       "(softmax - 1-hot) dy/n, -",
       {Draw::apart, Draw::label},
       of_two([](T z, T l) { return softmax_cross_entropy(z, l); }, logits)},
      {"mean_squared_error",
       "mean of (y - t)^2",
       "2 (y-t) dy/n, its minus",
       {Draw::any, Draw::any},
       of_two([](T y, T t) { return mean_squared_error(y, t); },
              {{{3, 4}, {3, 4}}, {{5}, {5}}, {{3, 4}, {3}}})},
      {"mean",
       "sum / n",
       "dy / n, repeated",
       {Draw::any},
       {{{{3, 4}}, [](const Tensors& x) { return mean(x[0]); }},
        {{{3, 4}}, [](const Tensors& x) { return mean(x[0], {3}); }},
        {{{2, 3, 2}},
         [](const Tensors& x) {
           return mean(x[0], {1, 3});
         }}}},
  };
}

}  // namespace chapter14
