/// A computation as a list of nodes, each an operation on nodes before it.
/// Notes D6: data flows along the edges, nodes compute.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "nn/core/window.hpp"

namespace chapter14 {

/// Nodes are numbered as they are created, so inputs come before their users.
using Id = std::size_t;

/// How long each axis of a tensor is, the first one fastest in memory: {256,
/// 128} is Armadillo's 256 x 128 matrix, {} a single number, and an image batch
/// is {channels, width, height, samples}. Missing axes count as 1.
using Dims = std::vector<std::size_t>;
std::size_t count(const Dims& dims);
std::string to_string(const Dims& dims);  ///< "256 x 128"; "()" for {}

/// A line of the reader's program.
struct Where {
  const char* file = "";
  int line = 0;
};
std::string to_string(const Where& where);

/// What an operation needs to know besides its inputs.
struct Attributes {
  double value = 0;  ///< of a constant
  std::vector<std::size_t> numbers =
      {};                         ///< axis, begin, … (see the operation)
  nn::WindowedShape window = {};  ///< of convolution and pooling
  friend bool operator==(const Attributes& a, const Attributes& b);
};

struct Operation;
struct Chain;

// #region node
struct Node {
  const Operation* operation = nullptr;
  std::vector<Id> inputs = {};
  Dims dims = {};
  Attributes attributes = {};
  std::string name = {};  ///< for people, and to find an input
  Where where = {};
  std::shared_ptr<const Chain> chain = {};  ///< of fused operations
};
// #endregion node

class Graph;

/// A node of a graph, as one computes with it.
struct Tensor {
  Graph* graph = nullptr;
  Id id = 0;
  const Node& node() const;
  const Dims& dims() const;
  bool exists() const { return graph != nullptr; }
};
using Tensors = std::vector<Tensor>;

/// A tensor, and the line that passes it to an operation: every operation takes
/// its first argument like this, to be able to say where an error is.
struct Located {
  Tensor tensor;
  Where where;
  Located(const Tensor& t, const char* file = __builtin_FILE(),
          int line = __builtin_LINE())
      : tensor(t), where{file, line} {
    expect_exists();
  }

 private:
  void expect_exists() const;  ///< nn::Error if the tensor is empty
};

class Graph {
 public:
  /// What is given at each run: data, weights.
  Tensor input(std::string name, Dims dims, const char* file = __builtin_FILE(),
               int line = __builtin_LINE());
  /// The same single number in each run.
  Tensor constant(double value);

  /// Appends operation(inputs); nn::ShapeError if they do not fit.
  Tensor add(const Operation& operation, const Tensors& inputs,
             const Where& where, Attributes attributes = {});
  /// nn::ShapeError: "line: operation: what".
  [[noreturn]] void complain(const Where& where, const Operation& operation,
                             const std::string& what) const;
  /// Appends a node as it is: for what copies nodes from another graph.
  Tensor append(Node node);

  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](Id id) const { return nodes_[id]; }
  Tensor tensor(Id id) { return {this, id}; }
  /// The input of that name; nn::Error if there is none.
  Id find(const std::string& name) const;
  void rename(Id id, std::string name) { nodes_[id].name = std::move(name); }
  /// Another node becomes an input: what a graph editor does. check() says
  /// whether it is still a graph that can be run.
  void replace_input(Id node, std::size_t input, Id by);
  /// nn::Error that names the nodes, if they form a cycle or a shape is wrong.
  void check() const;
  /// nn::Error unless inputs come before their users, as they do as long as
  /// nobody replaces one.
  void expect_in_order() const;

 private:
  friend class Within;
  std::deque<Node> nodes_;  // so that references to nodes stay valid
  const Where* within_ = nullptr;
};

/// While it lives, all new nodes belong to one line: the reader's, who called
/// a function that consists of several operations.
class Within {
 public:
  explicit Within(const Located& x) : Within(*x.tensor.graph, x.where) {}
  Within(Graph& graph, const Where& where);
  ~Within();
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  Graph& graph_;
  Where where_;
  const Where* before_;
};

/// Gives a tensor a name, which figures and written functions show.
Tensor named(std::string name, const Tensor& x);

/// Who uses each node: lists of ids, in order.
std::vector<std::vector<Id>> users(const Graph& graph);
/// The ids in the order in which they can be computed, smallest first where
/// there is a choice; nn::Error that names the cycle if there is one.
std::vector<Id> topological_order(const Graph& graph);

inline const Node& Tensor::node() const {
  return (*graph)[id];
}
inline const Dims& Tensor::dims() const {
  return node().dims;
}

}  // namespace chapter14
