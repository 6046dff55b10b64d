// Operations whose backward function is wrong: the checks find every one.
#include "chapters/14_tools.hpp"
#include "14_autodiff/operation_checks.hpp"

namespace chapter14 {

/// An operation of the table with another backward function.
struct Fault {
  const char* what;
  const char* operation;
  Tensors (*wrong)(const Reverse&);
  std::vector<Draw> numbers;
  std::vector<Dims> dims;
  Attributes attributes = {};
};

inline nn::WindowedShape three_by_three() {
  const nn::Window window = {.kernel = 3, .stride = 1, .padding = 1};
  return nn::slide(window, {2, 4, 3}, 2);
}

inline std::vector<Fault> faults() {
  const auto any = Draw::any, positive = Draw::positive, apart = Draw::apart;
  using R = const Reverse&;
  const Dims d = {3, 4}, row = {1, 4};
  return {
      {"the minus is missing",
       "subtract",
       [](R r) -> Tensors {
         return {r.dy, r.dy};
       },
       {any, any},
       {d, d}},
      {"the factors are exchanged",
       "multiply",
       [](R r) -> Tensors {
         return {r.dy * r.x[0], r.dy * r.x[1]};
       },
       {any, any},
       {d, d}},
      {"the denominator's sign",
       "divide",
       [](R r) -> Tensors {
         return {r.dy / r.x[1], r.dy * r.y / r.x[1]};
       },
       {any, positive},
       {d, d}},
      {"y in the place of x",
       "log",
       [](R r) -> Tensors { return {r.dy / r.y}; },
       {positive},
       {d}},
      {"y in the place of its square",
       "tanh",
       [](R r) -> Tensors { return {r.dy * (1 - r.y)}; },
       {any},
       {d}},
      {"the half is missing",
       "sqrt",
       [](R r) -> Tensors { return {r.dy / r.y}; },
       {positive},
       {d}},
      {"everything passes",
       "relu",
       [](R r) -> Tensors { return {r.dy}; },
       {Draw::nonzero},
       {d}},
      {"a mean in the place of the sum",
       "broadcast",
       [](R r) -> Tensors { return {mean(r.dy, r.x[0].dims())}; },
       {any},
       {{3}},
       {.numbers = d}},
      {"divided by the number",
       "sum",
       [](R r) -> Tensors { return {broadcast(r.dy, r.x[0].dims()) / 4}; },
       {any},
       {d},
       {.numbers = {3}}},
      {"reshaped, not transposed",
       "transpose",
       [](R r) -> Tensors { return {reshape(r.dy, r.x[0].dims())}; },
       {any},
       {d}},
      {"padded from the beginning",
       "slice",
       [](R r) -> Tensors { return {pad(r.dy, 1, 0, 4)}; },
       {any},
       {d},
       {.numbers = {1, 1, 3}}},
      {"to the whole column",
       "largest",
       [](R r) -> Tensors { return {broadcast(r.dy, r.x[0].dims())}; },
       {apart},
       {d}},
      {"to every row",
       "gather",
       [](R r) -> Tensors {
         return {broadcast(r.dy, r.x[0].dims()), {}};
       },
       {any, Draw::label},
       {d, row}},
      {"a matrix that is not transposed",
       "product",
       [](R r) -> Tensors {
         return {product(r.dy, r.x[1]), product_tn(r.x[0], r.dy)};
       },
       {any, any},
       {{3, 3}, {3, 3}}},
      {"nothing for the bias",
       "convolution",
       [](R r) -> Tensors {
         const Tensor all = r.y.graph->add(
             operation_named("convolution_gradient"), {r.x[0], r.x[2], r.dy},
             {}, {.window = three_by_three()});
         return {part(all, 1), {}, part(all, 0)};
       },
       {any, any, any},
       {{2, 18}, {2}, {2, 3, 4, 2}},
       {.window = three_by_three()}},
  };
}

/// How far the gradient is off, with the fault or without.
inline CheckedDistances distances_of(const Fault& fault, bool is_planted) {
  Operation operation = operation_named(fault.operation);
  if (is_planted) operation.vjp = fault.wrong;
  const Example example = {fault.dims, [&](const Tensors& x) {
                             return x[0].graph->add(operation, x, {},
                                                    fault.attributes);
                           }};
  return distances({fault.operation, "", "", fault.numbers, {}}, example, 1);
}

}  // namespace chapter14

using namespace chapter14;

BOOST_AUTO_TEST_CASE(faults_in_backward_functions_are_caught) {
  BOOST_TEST(faults().size() == 15u);
  for (const Fault& fault : faults()) {
    BOOST_TEST_CONTEXT(fault.operation << ": " << fault.what) {
      BOOST_TEST(distances_of(fault, false).gradient < 1e-7);
      BOOST_TEST(distances_of(fault, true).gradient > 1e-2);
      // Forward does not use the backward function, so both cannot agree;
      // of an elementwise operation both are one and wrong alike.
      const bool is_linear =
          operation_named(fault.operation).kind == Kind::linear;
      if (is_linear) BOOST_TEST(distances_of(fault, true).adjoint > 1e-2);
    }
  }
}
