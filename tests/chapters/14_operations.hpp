// Every operation of the table: its derivatives, first and second, forward and
// backward, against differences in double precision.
#include "chapters/14_tools.hpp"
#include "14_autodiff/operation_checks.hpp"

namespace chapter14 {

/// A central difference of functions whose third derivative is about 1 is off
/// by h^2 / 6 = 2e-11 and by rounding / h = 1e-10 for sums of some dozen
/// numbers; wrong formulas are off by 0.01 and more.
constexpr double by_differences = 1e-7;
/// Both sides are exact but for rounding.
constexpr double by_rounding = 1e-11;

inline void check_all(const std::vector<Entry>& entries) {
  BOOST_TEST(!entries.empty());
  for (const Entry& entry : entries) {
    BOOST_TEST_CONTEXT(entry.name)
    for (std::size_t i = 0; i < entry.examples.size(); ++i) {
      BOOST_TEST_CONTEXT("example " << i) {
        const CheckedDistances d = distances(entry, entry.examples[i], 10 + i);
        BOOST_TEST(d.gradient < by_differences);
        BOOST_TEST(d.forward < by_differences);
        BOOST_TEST(d.adjoint < by_rounding);
        BOOST_TEST(d.second < by_differences);
        BOOST_TEST(d.numbers > 0u);
      }
    }
  }
}

}  // namespace chapter14

using namespace chapter14;

BOOST_AUTO_TEST_CASE(elementwise_operations_against_differences) {
  check_all(elementwise_entries());
}

BOOST_AUTO_TEST_CASE(operations_on_shapes_against_differences) {
  check_all(shape_entries());
}

BOOST_AUTO_TEST_CASE(products_against_differences) {
  check_all(product_entries());
}

BOOST_AUTO_TEST_CASE(operations_on_images_against_differences) {
  check_all(image_entries());
}

BOOST_AUTO_TEST_CASE(losses_against_differences) {
  check_all(composed_table());
}

BOOST_AUTO_TEST_CASE(no_operation_is_missing_from_the_table) {
  const std::vector<Entry> table = operation_table();
  for (const Operation* operation : all_operations()) {
    const auto with_name = [&](const Entry& entry) {
      return entry.name == operation->name;
    };
    BOOST_TEST(std::count_if(table.begin(), table.end(), with_name) == 1,
               operation->name << " is in the table once");
  }
  BOOST_TEST(table.size() == all_operations().size());
}

// An entry's examples are of its operation, not of something else.
BOOST_AUTO_TEST_CASE(the_examples_use_their_operation) {
  for (const Entry& entry : operation_table())
    for (const Example& example : entry.examples) {
      BOOST_REQUIRE(example.inputs.size() == entry.numbers.size());
      Graph graph;
      Tensors x;
      for (const Dims& dims : example.inputs)
        x.push_back(graph.input("x", dims));
      const Tensor y = example.result(x);
      const bool is_part = y.node().operation == &part_operation;
      const Node& node = is_part ? graph[y.node().inputs[0]] : y.node();
      BOOST_TEST(node.operation->name == entry.name);
    }
}
