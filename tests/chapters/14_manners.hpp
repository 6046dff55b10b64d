/// TensorFlow's graphs, PyTorch's tape, and JAX's traces, in small.
#pragma once

#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"

#include "14_autodiff/derivative.hpp"
#include "14_autodiff/eager.hpp"
#include "14_autodiff/images.hpp"
#include "14_autodiff/limits.hpp"
#include "14_autodiff/manners.hpp"
#include "14_autodiff/passes.hpp"

namespace chapter14 {

inline bool same_bits(const std::vector<arma::mat>& a,
                      const std::vector<arma::mat>& b) {
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i)
    same = arma::size(a[i]) == arma::size(b[i]) && a[i].is_finite() &&
           std::equal(a[i].begin(), a[i].end(), b[i].begin());
  return same;
}

inline arma::mat drawn(std::size_t rows, std::size_t cols, std::uint64_t seed) {
  nn::Random random(seed);
  arma::mat result(rows, cols);
  result.imbue([&] { return random.uniform(-1, 1); });
  return result;
}

// Row 45, claim: one network, three manners, the same numbers.
BOOST_AUTO_TEST_CASE(row_45_three_manners_learn_the_same_bits) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Lesson some = lesson(std::vector<std::size_t>(20, 16), seed);
    const Outcome tape = by_tape(some), graph = by_static_graph(some);
    const Outcome trace = by_trace(some);
    BOOST_TEST(same_bits(tape.weights, graph.weights));
    BOOST_TEST(same_bits(tape.weights, trace.weights));
    BOOST_TEST((tape.losses == graph.losses));
    BOOST_TEST((tape.losses == trace.losses));
    BOOST_TEST(!same_bits(tape.weights, some.weights));  // they did learn
  }
}

// Row 45, claim: what each manner costs.
BOOST_AUTO_TEST_CASE(row_45_the_tape_pays_in_every_step_the_others_once) {
  const Lesson some = lesson(std::vector<std::size_t>(20, 32), 1);
  const Outcome tape = by_tape(some), graph = by_static_graph(some);
  const Outcome trace = by_trace(some);
  BOOST_TEST(tape.graphs == 20u);
  BOOST_TEST(tape.recorded == 20 * tape.run);
  BOOST_TEST(graph.graphs == 1u);
  BOOST_TEST(graph.recorded == graph.run);
  // Four weights: rate, its repetition, the product, the difference. A tape
  // leaves them to the optimizer.
  BOOST_TEST(graph.run == tape.run + 4 * 4);
  BOOST_TEST(graph.allocations == 0u);
  BOOST_TEST(tape.allocations > 30u);
  BOOST_TEST(trace.graphs == 1u);
  BOOST_TEST(trace.run < graph.run);
  BOOST_TEST(trace.work < graph.work);
  BOOST_TEST(trace.bytes * 2 < tape.bytes);
  BOOST_TEST(tape.bytes < graph.bytes);
}

// Row 45: a tape frees everything, and its gradient is the graph's.
BOOST_AUTO_TEST_CASE(row_45_a_tape_is_empty_after_backward) {
  Variable W("W", drawn(3, 2, 1));
  Tape tape;
  {
    const Eager loss =
        sum(tanh(product(tape.use(W), tape.data(drawn(2, 5, 2)))));
    BOOST_TEST(tape.costs().bytes > 0u);
    tape.backward(loss);
    BOOST_TEST(tape.costs().bytes == sizeof(double));  // the loss, in our hands
    BOOST_TEST(tape.graph().size() == 0u);
  }
  BOOST_TEST(tape.costs().bytes == 0u);
  BOOST_TEST(tape.costs().peak > 0u);
  const arma::mat slope =
      1 - arma::square(arma::tanh(W.numbers() * drawn(2, 5, 2)));
  const arma::mat expected = slope * drawn(2, 5, 2).t();
  BOOST_TEST(arma::abs(W.gradient - expected).max() < 1e-14);
}

/// sum(max_pool(convolution)^2): operations with several results.
inline Tensor pooled_loss(const Tensor& W, const Tensor& b, const Tensor& x) {
  const nn::Window three = {.kernel = 3, .stride = 1, .padding = 1};
  const nn::Window pairs = {.kernel = 2, .stride = 2, .padding = 0};
  const Tensor y = max_pool(
      tanh(convolution(W, reshape(b, {4}), reshape(x, {1, 6, 6, 2}), three)),
      pairs);
  return sum(y * y);
}

// Row 45: every operation of the graph is one of the tape.
BOOST_AUTO_TEST_CASE(row_45_a_tape_takes_convolutions_and_pooling) {
  const arma::mat W = drawn(4, 9, 1), b = drawn(4, 1, 2), x = drawn(36, 2, 3);
  Program program;
  const Tensor Wt = program.graph.input("W", {4, 9});
  const Tensor bt = program.graph.input("b", {4, 1});
  const Tensor xt = program.graph.input("x", {36, 2});
  const Tensors d = gradient(pooled_loss(Wt, bt, xt), {Wt, bt, xt});
  for (const Tensor& t : d)
    program.results.push_back(t.id);
  Interpreter<double> interpreter(program);
  interpreter.set("W", W), interpreter.set("b", b), interpreter.set("x", x);
  interpreter.run();

  for (const Afterward first : {Afterward::thrown_away, Afterward::kept}) {
    Variable vW("W", W), vb("b", b), vx("x", x);
    Tape tape;
    const auto f = [](const Tensor& w, const Tensor& bias, const Tensor& in) {
      return pooled_loss(w, bias, in);
    };
    const Eager loss = tape.now(f, tape.use(vW), tape.use(vb), tape.use(vx));
    tape.backward(loss, first);
    const auto matches = [&](double times) {
      for (std::size_t i = 0; i < 3; ++i) {
        const arma::mat& g = (i == 0 ? vW : i == 1 ? vb : vx).gradient;
        const arma::mat expected = times * interpreter.value(d[i]);
        BOOST_TEST(
            same_bits({arma::vectorise(g)}, {arma::vectorise(expected)}));
      }
    };
    matches(1);
    if (first == Afterward::thrown_away) continue;
    tape.backward(loss);  // once more, and it is added
    matches(2);
  }
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_a_variable_used_twice_adds_up) {
  Variable x("x", arma::mat(1, 1, arma::fill::value(3)));
  Tape tape;
  const Eager a = tape.use(x), b = tape.use(x);
  BOOST_TEST(a.id == b.id);
  tape.backward(a * b + a);
  BOOST_TEST(x.gradient(0) == 7);  // d(x^2 + x)
  tape.backward(tape.use(x) * 2);  // without zeros() in between
  BOOST_TEST(x.gradient(0) == 9);
}

// Row 45, claim: only a change of what the way back needs is an error.
BOOST_AUTO_TEST_CASE(row_45_versions_tell_of_numbers_changed_too_soon) {
  const std::vector<Case> cases = changed_too_soon();
  const auto result = [&](const std::string& what) {
    for (const Case& c : cases)
      if (c.what == what) return c.result;
    throw nn::Error("no case " + what);
  };
  const auto has = [&](const std::string& what, const std::string& words) {
    BOOST_TEST(result(what).find(words) != std::string::npos, what);
  };
  has("x changed after x + x", "dx = 2");
  has("x changed after x * x", "backward through multiply needs \"x\"");
  has("x changed after x * x", "limits.cpp:");
  has("exp(x) changed", "changed in place");
  has("backward twice", "thrown away");
  has("backward twice, kept", "dx = 4");
  has("y used after backward", "thrown away");
}

// Row 45: each use is judged by what it has seen.
BOOST_AUTO_TEST_CASE(row_45_a_use_after_the_change_is_fine) {
  Variable x("x", arma::mat(1, 1, arma::fill::value(3)));
  Tape tape;
  const Eager a = tape.use(x);
  const Eager before = a + a;  // needs no number
  x.change() = 5;
  tape.backward(before + a * a);
  BOOST_TEST(x.gradient(0) == 2 + 10);
  // A view has the numbers of another, and their version.
  const auto row = [](const Tensor& t) { return reshape(t, {1}); };
  const Eager view = tape.now(row, tape.use(x));
  const Eager y = view * view;
  x.change() = 7;
  BOOST_CHECK_THROW(tape.backward(y), nn::Error);
}

// Row 45: errors leave a tape that can be used.
BOOST_AUTO_TEST_CASE(row_45_a_tape_recovers_from_errors) {
  Variable x("x", drawn(2, 3, 1));
  Tape tape;
  const Eager a = tape.use(x);
  BOOST_CHECK_THROW(product(a, a), nn::ShapeError);
  tape.backward(sum(a * a));
  BOOST_TEST(arma::abs(x.gradient - 2 * x.numbers()).max() < 1e-15);
  BOOST_CHECK_THROW(tape.backward(tape.use(x)), nn::ShapeError);  // 6 numbers
  const Eager labels = tape.data(arma::mat(1, 3, arma::fill::value(9)));
  BOOST_CHECK_THROW(softmax_cross_entropy(tape.use(x), labels), nn::Error);
  BOOST_CHECK_THROW(sum(labels), nn::Error);  // that tape is gone
  x.gradient.zeros();
  tape.backward(sum(tape.use(x)));
  BOOST_TEST(x.gradient.min() == 1);
  Tape other;
  BOOST_CHECK_THROW(tape.use(x) + other.use(x), nn::Error);
  BOOST_CHECK_THROW(number(tape.use(x)), nn::ShapeError);
}

// Row 45, claim: a tape follows numbers, a graph does what it was told.
BOOST_AUTO_TEST_CASE(row_45_only_a_tape_can_loop_until_a_number_says_stop) {
  for (const double x : {0.5, 1.0, 1.5, 3.0, 100.0, 1000.0, 1e6}) {
    const int k = x > 1 ? static_cast<int>(std::ceil(std::log2(x))) : 0;
    const Halved tape = halved_by_tape(x);
    BOOST_TEST(tape.value == x * std::exp2(-k));
    BOOST_TEST(tape.slope == std::exp2(-k));
    // x, and for each halving: 0.5, its repetition, the product.
    BOOST_TEST(tape.nodes == 1u + 3 * k);
    const Halved graph = halved_by_graph(x, 8);
    BOOST_TEST(graph.nodes == halved_by_graph(0.5, 8).nodes);
    BOOST_TEST(graph.value == x * std::exp2(-std::min(k, 8)));
    BOOST_TEST(graph.slope == std::exp2(-std::min(k, 8)));
    BOOST_TEST((graph.value <= 1) == (k <= 8));
    BOOST_TEST(halved_by_trace(x).find("has no numbers") != std::string::npos);
  }
}

// Row 45, claim: what a traced function reads is frozen.
BOOST_AUTO_TEST_CASE(row_45_a_trace_freezes_what_is_no_argument) {
  const Frozen seen = frozen();
  BOOST_TEST(seen.calls == 1);
  BOOST_TEST((seen.as_variable == std::vector<double>{0.1, 0.1, 0.1}));
  BOOST_TEST((seen.as_argument == std::vector<double>{0.1, 0.2, 0.3}));
}

// Row 45, claim: one record for each list of shapes.
BOOST_AUTO_TEST_CASE(row_45_new_shapes_are_recorded_anew) {
  const Lesson uneven = lesson({8, 8, 3, 8, 3}, 1);
  const Outcome tape = by_tape(uneven), trace = by_trace(uneven);
  BOOST_TEST(trace.graphs == 2u);
  BOOST_TEST(tape.graphs == 5u);
  BOOST_TEST(same_bits(tape.weights, trace.weights));
  BOOST_CHECK_THROW(by_static_graph(uneven), nn::ShapeError);
  Traced sum_of([](const Tensors& a) { return Tensors{sum(a[0])}; });
  BOOST_CHECK_THROW(sum_of.record({drawn(2, 3, 1)}), nn::Error);
  BOOST_TEST(sum_of({arma::mat(2, 3, arma::fill::ones)})[0](0) == 6);
  BOOST_TEST(sum_of({arma::mat(3, 2, arma::fill::ones)})[0](0) == 6);
  BOOST_TEST(sum_of({arma::mat(2, 3, arma::fill::zeros)})[0](0) == 0);
  BOOST_TEST(sum_of.traces() == 2u);
  // A function that is recorded in vain leaves no record.
  Traced bad([](const Tensors& a) { return Tensors{product(a[0], a[0])}; });
  BOOST_CHECK_THROW(bad({drawn(2, 3, 1)}), nn::ShapeError);
  BOOST_TEST(bad.traces() == 0u);
}

// Row 45, claim: many lengths: records, or work in vain.
BOOST_AUTO_TEST_CASE(row_45_lengths_cost_records_or_padding) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const std::vector<std::size_t> lengths = random_lengths(40, 20, seed);
    const std::set<std::size_t> distinct(lengths.begin(), lengths.end());
    const Sequences s = sequences(lengths);
    BOOST_TEST(s.traces == distinct.size());
    BOOST_TEST(s.trace_nodes * 2 < s.tape_nodes);
    BOOST_TEST(s.padded_nodes * 5 < s.trace_nodes);
    BOOST_TEST(s.padded_work > 1.5 * s.trace_work);
    BOOST_TEST(s.trace_work <= s.tape_work);
  }
}

}  // namespace chapter14
