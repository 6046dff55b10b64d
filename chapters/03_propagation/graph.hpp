/// A graph that records itself while it computes, and then runs backward
/// automatically: what every deep-learning framework does internally.
#pragma once

#include <string>

#include "pencil.hpp"

namespace chapter03 {

class Graph {
 public:
  using Id = std::size_t;  ///< nodes are numbered as they are created
  struct Edge {
    Id node;       ///< where a number came from
    double slope;  ///< and how it changes the result: the local derivative
  };

  // #region graph_nodes
  Id input(double value) { return add_node(value, {}); }
  Id add(Id a, Id b) { return add_node(value(a) + value(b), {{a, 1}, {b, 1}}); }
  Id mul(Id a, Id b) {
    return add_node(value(a) * value(b), {{a, value(b)}, {b, value(a)}});
  }
  Id sigmoid(Id a) {
    const double y = chapter03::sigmoid(value(a));
    return add_node(y, {{a, y * (1 - y)}});
  }
  // #endregion graph_nodes

  // #region graph_backward
  /// d value(end) / d value(node) for every node, from the last to the first.
  void backward(Id end) {
    for (Node& node : nodes_)
      node.gradient = 0;
    nodes_[end].gradient = 1;
    for (Id i = end + 1; i-- > 0;)
      for (const Edge& edge : nodes_[i].from)
        nodes_[edge.node].gradient += nodes_[i].gradient * edge.slope;
  }
  // #endregion graph_backward

  double value(Id i) const { return nodes_.at(i).value; }
  double gradient(Id i) const { return nodes_.at(i).gradient; }
  std::size_t size() const { return nodes_.size(); }
  /// What node i is made of.
  const std::vector<Edge>& made_of(Id i) const { return nodes_.at(i).from; }

 private:
  struct Node {
    double value;
    std::vector<Edge> from;
    double gradient = 0;
  };
  Id add_node(double value, std::vector<Edge> from) {
    nodes_.push_back({value, std::move(from)});
    return nodes_.size() - 1;
  }
  std::vector<Node> nodes_;
};

/// The network 2-2-2 as a graph, with the nodes that a reader may look up.
struct NetworkGraph {
  Graph graph;
  std::array<Graph::Id, 12> parameters{};  ///< in the order of `places`
  std::vector<std::pair<std::string, Graph::Id>> path;  ///< from w5 to E
  Graph::Id end = 0;                                    ///< E
};

/// Records the network, number by number, from the inputs to the error.
inline NetworkGraph as_graph(const Weights& n, const Sample& s) {
  NetworkGraph net;
  Graph& g = net.graph;
  for (std::size_t i = 0; i < places.size(); ++i)
    net.parameters[i] = g.input(n.*places[i].place);
  const auto& [w1, w2, w3, w4, w5, w6, w7, w8, b1, b2, b3, b4] = net.parameters;
  const auto i1 = g.input(s.i1), i2 = g.input(s.i2), half = g.input(0.5);

  const auto sum = [&](auto w, auto x, auto v, auto y, auto bias) {
    return g.add(g.add(g.mul(w, x), g.mul(v, y)), bias);
  };
  const auto h1 = g.sigmoid(sum(w1, i1, w2, i2, b1));
  const auto h2 = g.sigmoid(sum(w3, i1, w4, i2, b2));
  const auto w5_h1 = g.mul(w5, h1);
  const auto net_o1 = g.add(g.add(w5_h1, g.mul(w6, h2)), b3);
  const auto o1 = g.sigmoid(net_o1);
  const auto o2 = g.sigmoid(sum(w7, h1, w8, h2, b4));
  const auto off1 = g.add(o1, g.input(-s.t1));
  const auto off2 = g.add(o2, g.input(-s.t2));
  // A node may feed another one twice: the square's slope is off + off.
  const auto square1 = g.mul(off1, off1), square2 = g.mul(off2, off2);
  net.end = g.mul(half, g.add(square1, square2));
  net.path = {{"w5", w5},    {"w5 x h1", w5_h1}, {"net_o1", net_o1},
              {"o1", o1},    {"o1 - t1", off1},  {"its square", square1},
              {"E", net.end}};
  return net;
}

}  // namespace chapter03
