// Where numbers are while a program runs.
#include "chapters/14_random_graph.hpp"
#include "chapters/14_tools.hpp"
#include "14_autodiff/memory.hpp"

namespace chapter14 {

/// Allocates each node's numbers when it runs and frees them after their last
/// use: what a program without a plan would do. Times are waves.
struct Allocated {
  std::vector<bool> has_room;
  std::vector<std::size_t> from, to;  ///< by node: both inclusive
  std::size_t peak = 0;               ///< numbers, in whole cache lines
};

inline Allocated allocated(const Program& p, const Schedule& schedule,
                           const std::vector<Id>& home) {
  const Graph& g = p.graph;
  const auto source = [&](Id id) {
    while (g[id].operation->kind == Kind::view &&
           g[id].operation != &part_operation)
      id = g[id].inputs[0];
    return id;
  };
  std::vector<int> uses(g.size());
  for (Id id = 0; id < g.size(); ++id) {
    uses[id] += 1;  // its own turn
    for (const Id from : g[id].inputs)
      ++uses[source(from)];
  }
  for (const Id id : wanted(p))
    uses[source(id)] += 1000;  // never freed
  Allocated a = {std::vector<bool>(g.size()),
                 std::vector<std::size_t>(g.size()),
                 std::vector<std::size_t>(g.size(), schedule.size()), 0};
  std::size_t now = 0;
  const auto numbers = [&](Id id) {
    return (count(g[id].dims) + 15) / 16 * 16;
  };
  const auto allocate = [&](Id id, std::size_t wave) {
    if (a.has_room[id] || home[id] != MemoryPlan::none) return;
    a.has_room[id] = true, a.from[id] = wave, now += numbers(id);
  };
  for (Id id = 0; id < g.size(); ++id)
    if (is_constant(g[id])) allocate(id, 0), uses[id] += 1000;
  for (std::size_t wave = 0; wave < schedule.size(); ++wave) {
    for (const Id id : schedule[wave]) {
      const bool is_plain =
          source(id) == id && !is_leaf(g[id]) && !has_parts(g[id]);
      if (is_plain) allocate(id, wave);
      for (Id part = 0; part < g.size(); ++part)  // with the whole
        if (g[part].operation == &part_operation && g[part].inputs[0] == id)
          allocate(part, wave);
    }
    a.peak = std::max(a.peak, now);
    for (const Id id : schedule[wave]) {
      std::vector<Id> used = {id};
      for (const Id from : g[id].inputs)
        used.push_back(source(from));
      for (const Id at : used)
        if (--uses[at] == 0 && a.has_room[at])
          a.to[at] = wave, now -= numbers(at);
    }
  }
  return a;
}

inline void check_plan(const Program& p, const Schedule& schedule) {
  const MemoryPlan plan = reuse(p, schedule);
  const Allocated a = allocated(p, schedule, plan.home);
  BOOST_TEST(plan.live == a.peak);
  BOOST_TEST(plan.size >= plan.live);
  BOOST_TEST(plan.size <= keep_all(p).size);
  const auto end = [&](Id id) {
    return plan.place[id] + count(p.graph[id].dims);
  };
  std::size_t overlaps = 0;
  for (Id i = 0; i < p.graph.size(); ++i) {
    BOOST_TEST(a.has_room[i] == (plan.place[i] != MemoryPlan::none));
    if (!a.has_room[i]) continue;
    BOOST_TEST(end(i) <= plan.size);
    for (Id j = 0; j < i; ++j)
      overlaps += a.has_room[j] && a.from[i] <= a.to[j] &&
                  a.from[j] <= a.to[i] && plan.place[i] < end(j) &&
                  plan.place[j] < end(i);
  }
  BOOST_TEST(overlaps == 0u);
}

}  // namespace chapter14

using namespace chapter14;

BOOST_AUTO_TEST_CASE(the_planned_peak_is_the_measured_one) {
  for (const char* network : {"mlp", "cnn"}) {
    const Program step = training_step(network, 4).program;
    for (const Program& p : {step, optimized(step)}) {
      check_plan(p, one_by_one(p.graph));
      check_plan(p, in_waves(p.graph));
      check_plan(p, one_by_one(p.graph, random_order(p.graph, 3)));
    }
  }
}

BOOST_AUTO_TEST_CASE(plans_of_random_graphs_never_overlap) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Program p = random_program(seed, 25);
    check_plan(p, one_by_one(p.graph));
    check_plan(p, one_by_one(p.graph, random_order(p.graph, seed)));
    check_plan(optimized(p), in_waves(optimized(p).graph));
  }
}

// With a chain of n operations, two rooms are enough: one read, one written.
BOOST_AUTO_TEST_CASE(a_long_row_of_operations_needs_two_rooms) {
  Program p;
  Tensor y = p.graph.input("x", {16, 4});
  for (int i = 0; i < 50; ++i)
    y = tanh(y);
  p.results = {y.id};
  BOOST_TEST(reuse(p, one_by_one(p.graph)).size == 2 * 64u);
  BOOST_TEST(keep_all(p).size == 50 * 64u);
  Interpreter<float> run(p, Rooms::reused);
  BOOST_TEST(run.memory().size == 2 * 64u);
}

// An update is written where its input is, unless somebody still reads that.
BOOST_AUTO_TEST_CASE(updates_in_place_only_when_nobody_reads_any_more) {
  Program p;
  Graph& g = p.graph;
  const Tensor w = g.input("w", {4}), v = g.input("v", {4});
  const Tensor next = w * 0.5, other = v - sum(v);
  p.updates = {{w.id, next.id}, {v.id, other.id}};
  const auto home = homes(p, one_by_one(g));
  BOOST_TEST(home[next.id] == w.id);
  BOOST_TEST(home[other.id] == v.id);  // the sum was before
  p.results = {w.id};                  // somebody wants to see the old one
  BOOST_TEST(homes(p, one_by_one(g))[next.id] == MemoryPlan::none);
  p.results = {exp(w).id};  // and this comes later
  BOOST_TEST(homes(p, one_by_one(g))[next.id] == MemoryPlan::none);
}

// All updates take place at once: each value is made of the numbers before.
BOOST_AUTO_TEST_CASE(updates_take_place_together) {
  for (const Rooms rooms : {Rooms::separate, Rooms::reused})
    for (const bool turned : {false, true}) {
      Program p;
      Graph& g = p.graph;
      const Tensor a = g.input("a", {2}), b = g.input("b", {2});
      p.updates = {{a.id, b.id}, {b.id, (a + b).id}};
      if (turned) std::swap(p.updates[0], p.updates[1]);
      Interpreter<float> run(p, rooms);
      arma::fmat x(2, 1, arma::fill::zeros), y(2, 1, arma::fill::ones);
      run.bind("a", x), run.bind("b", y);
      for (int i = 0; i < 10; ++i)
        run.run();
      BOOST_TEST(x(0) == 55);  // Fibonacci's numbers
      BOOST_TEST(y(1) == 89);
      Program swap;
      const Tensor c = swap.graph.input("c", {2}),
                   d = swap.graph.input("d", {2});
      swap.updates = {{c.id, d.id}, {d.id, c.id}};
      Interpreter<float> turn(swap, rooms);
      turn.bind("c", x), turn.bind("d", y);
      turn.run();
      BOOST_TEST(x(0) == 89);
      BOOST_TEST(y(0) == 55);
    }
}
