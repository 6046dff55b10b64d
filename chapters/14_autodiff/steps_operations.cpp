#include "steps_operations.hpp"

#include <algorithm>
#include <functional>

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "images.hpp"
#include "operation_checks.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

void print_rows(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    const CheckedDistances d = distances(entry);
    const double worst = std::max({d.gradient, d.forward, d.adjoint, d.second});
    fmt::print("  {:21} {:25} {:25} {}\n", entry.name, entry.computes,
               entry.gradient, worst < 1e-7 ? "< 1e-7" : "WRONG");
  }
}

}  // namespace

void every_operation_and_its_gradient(const nn::Options& options) {
  nn::heading("Every operation and its gradient");
  fmt::print("  {:21} {:25} {:25} off by\n", "operation", "y",
             "gradient of each input");
  fmt::print("number by number\n");
  print_rows(elementwise_entries());
  if (options.smoke) return;
  fmt::print("moved, repeated, added up\n");
  print_rows(shape_entries());
  fmt::print("products\n");
  print_rows(product_entries());
  fmt::print("images\n");
  print_rows(image_entries());
  fmt::print("of several operations\n");
  print_rows(composed_table());
}

namespace {

/// Prints what went wrong, folded to the page.
void print_error(const std::function<void(Graph&)>& wrong) {
  Graph graph;
  try {
    wrong(graph);
    fmt::print("  no error\n");
  } catch (const nn::Error& error) {
    std::string rest = error.what();
    for (std::string indent = "  "; !rest.empty(); indent = "    ") {
      std::size_t end = rest.size() < 78 ? rest.size() : rest.rfind(' ', 78);
      fmt::print("{}{}\n", indent, rest.substr(0, end));
      rest.erase(0, end + 1);
    }
  }
}

}  // namespace

// #region errors
void shapes_that_do_not_fit() {
  nn::heading("Shapes that do not fit");
  print_error([](Graph& graph) {
    const Tensor W = graph.input("W", {10, 784});
    const Tensor x = graph.input("x", {28, 28});
    product(W, x);
  });
  print_error([](Graph& graph) {
    const Tensor logits = graph.input("logits", {10, 128});
    const Tensor bias = graph.input("bias", {1, 10});
    logits + bias;
  });
  print_error([](Graph& graph) {
    const Tensor image = graph.input("image", {3, 32, 32, 1});
    const Tensor W = graph.input("W", {16, 9}), b = graph.input("b", {16});
    convolution(W, b, image, {.kernel = 3, .stride = 1, .padding = 1});
  });
  print_error([](Graph& graph) {
    const Tensor x = graph.input("x", {3}), w = graph.input("w", {3});
    gradient(x * w, {w});
  });
}
// #endregion errors

}  // namespace chapter14
