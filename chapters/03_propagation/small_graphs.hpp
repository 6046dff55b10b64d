/// Two graphs that are small enough to be drawn, each node with its place.
#pragma once

#include "graph.hpp"
#include "nodes.hpp"

namespace chapter03 {

/// A node of a drawing: its name (in two languages) and where it stands.
struct Placed {
  Graph::Id id;
  std::string name;
  double column, row;
};

/// A graph that has run forward and backward, ready to be drawn.
struct DrawnGraph {
  Graph graph;
  std::vector<Placed> nodes;
  std::vector<Graph::Id> path;  ///< from w5 to E, for the neuron
};

/// The bill of nodes.hpp.
inline DrawnGraph drawn_bill(const Evening& e) {
  DrawnGraph d;
  Graph& g = d.graph;
  const auto tickets = g.input(e.tickets), ticket = g.input(e.ticket);
  const auto coffees = g.input(e.coffees), coffee = g.input(e.coffee);
  const auto service = g.input(e.service);
  const auto cinema = g.mul(tickets, ticket), bar = g.mul(coffees, coffee);
  const auto sum = g.add(cinema, bar), total = g.mul(sum, service);
  g.backward(total);
  d.nodes = {{tickets, "tickets | 电影票", 0, 0},
             {ticket, "price | 票价", 0, 1},
             {coffees, "coffees | 咖啡", 0, 2},
             {coffee, "price | 单价", 0, 3},
             {cinema, "×", 1, 0.5},
             {bar, "×", 1, 2.5},
             {sum, "+", 2, 1.5},
             {service, "service | 服务费", 2, 2.5},
             {total, "× = total | × = 总额", 3, 2}};
  return d;
}

/// The path from w5 to the error of o1. What else is in net_o1 is one number.
inline DrawnGraph drawn_neuron(const Weights& n, const Sample& s) {
  const Forward a = forward(n, s);
  DrawnGraph d;
  Graph& g = d.graph;
  const auto w5 = g.input(n.w5), h1 = g.input(a.h1);
  const auto rest = g.input(n.w6 * a.h2 + n.b_o1), target = g.input(-s.t1);
  const auto half = g.input(0.5);
  const auto product = g.mul(w5, h1), net = g.add(product, rest);
  const auto o1 = g.sigmoid(net), off = g.add(o1, target);
  const auto square = g.mul(off, off), E = g.mul(square, half);
  g.backward(E);
  d.nodes = {{w5, "w5", 0, 0},       {h1, "h1", 0, 1},
             {product, "×", 1, 0.5}, {rest, "w6 h2 + b", 1, 1.5},
             {net, "+ = net", 2, 1}, {o1, "σ = o1", 3, 1},
             {target, "−t1", 3, 2},  {off, "+", 4, 1.5},
             {square, "×", 5, 1.5},  {half, "1/2", 5, 2.5},
             {E, "× = E1", 6, 2}};
  d.path = {w5, product, net, o1, off, square, E};
  return d;
}

}  // namespace chapter03
