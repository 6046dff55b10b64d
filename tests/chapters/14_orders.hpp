/// A graph run in other orders, and derived in two directions.
#pragma once

#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "nn/core/random.hpp"
#include "nn/core/threads.hpp"

#include "14_autodiff/data_flow.hpp"
#include "14_autodiff/elementwise.hpp"
#include "14_autodiff/interpreter.hpp"
#include "14_autodiff/modes.hpp"
#include "14_autodiff/orders.hpp"
#include "14_autodiff/products.hpp"
#include "14_autodiff/shapes.hpp"

namespace chapter14 {

inline bool inputs_come_first(const Graph& graph,
                              const std::vector<Id>& order) {
  std::vector<bool> done(graph.size());
  for (const Id id : order) {
    for (const Id from : graph[id].inputs)
      if (!done[from]) return false;
    done[id] = true;
  }
  return std::count(done.begin(), done.end(), true) ==
         static_cast<std::ptrdiff_t>(graph.size());
}

// Row 45, claim: the same weights, to the last bit, in every order.
BOOST_AUTO_TEST_CASE(row_45_every_order_trains_to_the_same_bits) {
  const TrainingStep step = training_step("mlp", 8);
  const Graph& graph = step.program.graph;
  const std::string hash = hash_of_training(step, one_by_one(graph), 2, 1);
  const auto is = [&](const Schedule& schedule) {
    BOOST_TEST(hash_of_training(step, schedule, 2, 1) == hash);
  };
  BOOST_TEST(inputs_come_first(graph, latest_first(graph)));
  BOOST_TEST((latest_first(graph) != topological_order(graph)));
  is(one_by_one(graph, latest_first(graph)));
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    is(one_by_one(graph, random_order(graph, seed)));
  const int before = nn::cpu::Threads::threads();
  for (const int threads : {1, 2, 3, 8, 16}) {
    nn::cpu::Threads::set_threads(threads);
    is(in_waves(graph));
  }
  nn::cpu::Threads::set_threads(before);
  // Other numbers give another hash: it does depend on the weights.
  BOOST_TEST(hash_of_training(step, one_by_one(graph), 2, 2) != hash);
  BOOST_TEST(hash_of_training(step, one_by_one(graph), 3, 1) != hash);
}

// Row 45, claim: what is added as it arrives depends on the order of arrival.
BOOST_AUTO_TEST_CASE(row_45_sums_by_arrival_differ_sums_by_the_graph_do_not) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Distinct distinct = distinct_gradients(8, 20, seed);
    BOOST_TEST(distinct.by_graph == 1u);
    BOOST_TEST(distinct.by_arrival > 10u);
  }
  // Two numbers have one sum: a + b = b + a, even when rounded.
  BOOST_TEST(distinct_gradients(2, 10, 1).by_arrival == 1u);
}

// Row 45: y = W2 tanh(W1 x), counted by hand. A product of r x s with a vector
// is 2 r s; tanh is 1, and its slope 1 - y * y is 2.
BOOST_AUTO_TEST_CASE(row_45_the_work_of_both_modes_by_hand) {
  for (const Function f :
       {Function{1, 1, 3}, Function{5, 2, 4}, Function{2, 7, 3}}) {
    const auto n = static_cast<double>(f.n), m = static_cast<double>(f.m);
    const auto h = static_cast<double>(f.hidden);
    const double tanh_of_Wx = 2 * h * n + h, slope = 2 * h;
    const double pass = 2 * h * n + h + 2 * m * h;  // W1, slope, W2
    const Counted counted = count_modes(f);
    BOOST_TEST(counted.function == tanh_of_Wx + 2 * m * h);
    BOOST_TEST(counted.by_columns == tanh_of_Wx + slope + n * pass);
    BOOST_TEST(counted.by_rows == tanh_of_Wx + slope + m * pass);
    BOOST_TEST(counted.forward_pass == counted.function + slope + pass);
    BOOST_TEST(counted.reverse_pass == counted.function + slope + pass);
  }
}

// Row 45, claim: fewer inputs than outputs, forward; fewer outputs, reverse.
BOOST_AUTO_TEST_CASE(row_45_forward_is_cheaper_if_inputs_are_fewer) {
  for (const std::size_t n : {1, 2, 5, 32})
    for (const std::size_t m : {1, 3, 5, 40}) {
      const Counted counted = count_modes({n, m, 16});
      BOOST_TEST((counted.by_columns < counted.by_rows) == (n < m));
      BOOST_TEST((counted.by_columns > counted.by_rows) == (n > m));
    }
  // A pass of either mode costs little more than twice the function itself.
  const Counted loss = count_modes({256, 1, 16});
  BOOST_TEST(loss.reverse_pass < 2.1 * loss.function);
  BOOST_TEST(loss.by_columns > 100 * loss.by_rows);
}

// Row 45: both ways, and differences.
BOOST_AUTO_TEST_CASE(row_45_columns_and_rows_are_the_same_jacobian) {
  for (const Function f :
       {Function{1, 1, 1}, Function{4, 3, 5}, Function{3, 6, 2}}) {
    const Jacobians both = jacobians(f, 7);
    BOOST_TEST(both.by_columns.n_rows == f.m);
    BOOST_TEST(both.by_columns.n_cols == f.n);
    BOOST_TEST(both.by_columns.is_finite());
    // Sums of up to 6 products of numbers below 1.
    BOOST_TEST(arma::abs(both.by_columns - both.by_rows).max() < 1e-14);
    nn::Random random(7);  // x, W1, W2 as jacobians() draws them
    arma::mat x(f.n, 1), W1(f.hidden, f.n), W2(f.m, f.hidden);
    for (arma::mat* a : {&x, &W1, &W2})
      a->imbue([&] { return random.uniform(-1, 1); });
    const auto y = [&](const arma::mat& at) -> arma::mat {
      return W2 * arma::tanh(W1 * at);
    };
    const double step = 1e-5;  // error: step^2 and 1e-16 / step
    for (std::size_t j = 0; j < f.n; ++j) {
      arma::mat up = x, down = x;
      up(j) += step, down(j) -= step;
      const arma::mat column = (y(up) - y(down)) / (2 * step);
      BOOST_TEST(arma::abs(both.by_columns.col(j) - column).max() < 1e-9);
    }
  }
}

// Row 45, claim: forward mode forgets as it goes, reverse mode must remember.
BOOST_AUTO_TEST_CASE(row_45_reverse_keeps_every_layer_forward_does_not) {
  const Kept shallow = kept_by_modes(16, 32), deep = kept_by_modes(64, 32);
  BOOST_TEST(shallow.function == deep.function);
  BOOST_TEST(shallow.forward == deep.forward);
  // At least the tanh of each of the 48 layers more.
  BOOST_TEST(deep.reverse >= shallow.reverse + 48 * 32);
}

}  // namespace chapter14
