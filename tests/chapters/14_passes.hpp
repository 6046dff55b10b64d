// A better graph with the same results, and a plan of its memory.
#pragma once

#include "chapters/14_random_graph.hpp"
#include "chapters/14_tools.hpp"
#include "14_autodiff/chain.hpp"

namespace chapter14 {

inline std::size_t how_many(const Program& program, const std::string& name) {
  std::size_t result = 0;
  for (Id id = 0; id < program.graph.size(); ++id)
    result += program.graph[id].operation->name == name;
  return result;
}

/// The small program's results, one after the other.
template <class Real = float>
std::vector<arma::Mat<Real>> results(const Program& program,
                                     const Schedule& schedule,
                                     Rooms rooms = Rooms::separate) {
  Interpreter<Real> run(program, schedule, rooms);
  for (Id id = 0; id < program.graph.size(); ++id)
    if (program.graph[id].operation == &input_operation) {
      const Dims& dims = program.graph[id].dims;
      const std::size_t rows = extent(dims, 0);
      run.set(program.graph[id].name,
              normal<Real>(rows, count(dims) / rows, 7 + id));
    }
  run.run();
  std::vector<arma::Mat<Real>> values;
  for (const Id id : program.results)
    values.push_back(run.value(id));
  return values;
}
template <class Real = float>
std::vector<arma::Mat<Real>> results(const Program& program) {
  return results<Real>(program, one_by_one(program.graph));
}

template <class Matrices>
bool same(const Matrices& a, const Matrices& b) {
  bool is_same = a.size() == b.size();
  for (std::size_t i = 0; is_same && i < a.size(); ++i)
    is_same = arma::size(a[i]) == arma::size(b[i]) &&
              std::memcmp(a[i].memptr(), b[i].memptr(),
                          sizeof(a[i][0]) * a[i].n_elem) == 0;
  return is_same;
}

}  // namespace chapter14

using namespace chapter14;

BOOST_AUTO_TEST_CASE(common_nodes_are_computed_once) {
  Program p;
  const Tensor x = p.graph.input("x", {3}), y = p.graph.input("y", {3});
  const Tensor a = exp(x) + exp(x), b = (x * y) - (x * y), c = y * x;
  p.results = {a.id, b.id, c.id};
  const Program once = common_nodes_once(p);
  BOOST_TEST(how_many(p, "exp") == 2u);
  BOOST_TEST(how_many(once, "exp") == 1u);
  BOOST_TEST(how_many(once, "multiply") == 2u);  // x y is not y x: bits
  BOOST_TEST(how_many(once, "input") == 2u);     // two inputs stay two
  BOOST_TEST(once.graph.size() == p.graph.size() - 2);
  BOOST_TEST(same(results(p), results(once)));
}

// Alike in all but an attribute, or dims: not the same.
BOOST_AUTO_TEST_CASE(what_differs_is_not_common) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {4, 2});
  for (const Tensor& y :
       {slice(x, 0, 0, 2), slice(x, 0, 1, 3), slice(x, 0, 2, 4),
        reshape(x, {2, 4}), reshape(x, {8}), sum(x), sum(x, {4}),
        sum(x, {1, 2}), x * 0.0, x * -0.0, x * 2.0})
    p.results.push_back(y.id);
  const Program once = common_nodes_once(p);
  BOOST_TEST(once.graph.size() == p.graph.size());
  BOOST_TEST(same(results(p), results(once)));
}

BOOST_AUTO_TEST_CASE(constants_are_folded) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {3});
  const Tensor third = g.constant(1) / g.constant(3);
  const Tensor y = (x * 1.0) * (third + third), z = x / 1.0, w = 1.0 * x;
  p.results = {y.id, z.id, w.id};
  const Program folded = without_dead_nodes(constants_folded(p));
  BOOST_TEST(how_many(folded, "multiply") == 1u);
  BOOST_TEST(how_many(folded, "divide") == 0u);
  BOOST_TEST(how_many(folded, "add") == 0u);
  BOOST_TEST(how_many(folded, "constant") == 1u);
  BOOST_TEST(same(results(p), results(folded)));
  const float sum = 1.0F / 3.0F + 1.0F / 3.0F;  // rounded as it would have been
  for (Id id = 0; id < folded.graph.size(); ++id)
    if (is_constant(folded.graph[id]))
      BOOST_TEST(folded.graph[id].attributes.value == double{sum});
  const Program twice =
      without_dead_nodes(constants_folded(p, Precision::twice));
  BOOST_TEST(same(results<double>(p), results<double>(twice)));
  BOOST_TEST(!same(results<double>(p), results<double>(folded)));
}

BOOST_AUTO_TEST_CASE(dead_nodes_go_and_inputs_stay) {
  Program p;
  const Tensor x = p.graph.input("x", {3}), y = p.graph.input("y", {3});
  const Tensor a = exp(x), b = tanh(a), unused = sigmoid(b) + y;
  p.results = {a.id};
  const Program alive = without_dead_nodes(p);
  BOOST_TEST(alive.graph.size() == 3u);  // x, y, exp
  BOOST_TEST(alive.graph.find("y") == 1u);
  BOOST_TEST(same(results(p), results(alive)));
  p.updates = {{y.id, unused.id}};  // now somebody needs it
  BOOST_TEST(without_dead_nodes(p).graph.size() == p.graph.size());
}

BOOST_AUTO_TEST_CASE(neighbors_become_a_chain) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {3, 4}), bias = g.input("b", {3});
  const Tensor each = g.input("r", {1, 4});
  const Tensor y = tanh(x * 2.0 + bias) * each;
  p.results = {y.id};
  const Program one = fused(p);
  BOOST_TEST(how_many(one, "chain") == 1u);
  BOOST_TEST(how_many(one, "broadcast") == 0u);
  for (Id id = 0; id < one.graph.size(); ++id)
    if (one.graph[id].chain) {
      const Chain& chain = *one.graph[id].chain;
      BOOST_TEST(chain.steps.size() == 4u);  // multiply, add, tanh, multiply
      BOOST_TEST(chain.results.size() == 1u);
      BOOST_TEST(chain.rows == 3u);
      BOOST_TEST(chain.columns == 4u);
      const std::vector<Access> expected = {Access::each, Access::one,
                                            Access::rows, Access::columns};
      BOOST_TEST((chain.inputs == expected));
    }
  BOOST_TEST(same(results(p), results(one)));
}

// exp and subtract are neighbors, but the sum between them needs all of exp's
// numbers first.
BOOST_AUTO_TEST_CASE(no_chain_around_what_needs_all_numbers) {
  Program p;
  const Tensor x = p.graph.input("x", {3, 4});
  const Tensor e = exp(x), y = tanh(e - sum(e));
  p.results = {y.id};
  const Program two = fused(p);
  for (Id id = 0; id < two.graph.size(); ++id)
    if (two.graph[id].chain)
      BOOST_TEST(two.graph[id].chain->steps.size() == 2u);  // subtract, tanh
  BOOST_TEST(how_many(two, "exp") == 1u);
  BOOST_TEST(error_of([&] { two.graph.check(); }) == "no error");
  BOOST_TEST(same(results(p), results(two)));
}

// Thirty graphs drawn by chance: every pass leaves the bits of the results.
BOOST_AUTO_TEST_CASE(passes_keep_every_bit) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      const Program p = random_program(seed, 25);
      const auto expected = results(p);
      for (const Program& better :
           {common_nodes_once(p), constants_folded(p), without_dead_nodes(p),
            fused(p), optimized(p)}) {
        BOOST_TEST(same(expected, results(better)));
        const auto order = random_order(better.graph, seed);
        BOOST_TEST(same(
            expected,
            results(better, one_by_one(better.graph, order), Rooms::reused)));
        BOOST_TEST(same(
            expected, results(better, in_waves(better.graph), Rooms::reused)));
      }
      BOOST_TEST(common_nodes_once(p).graph.size() <= p.graph.size());
      BOOST_TEST(without_dead_nodes(p).graph.size() <= p.graph.size());
      BOOST_TEST(same(results<double>(p),
                      results<double>(optimized(p, Precision::twice))));
    }
  }
}
