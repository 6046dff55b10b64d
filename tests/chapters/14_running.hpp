// Training from a graph: the same bits as the library's layers, whatever the
// order, the memory, the number of threads, and the way it is run.
#include "chapters/14_folder.hpp"
#include "chapters/14_tools.hpp"
#include "chapters/14_training.hpp"
#include "14_autodiff/compiler.hpp"

namespace chapter14 {

/// By the interpreter, with a program and a schedule.
inline Weights interpreted(const Both& both, const Program& program,
                           const Schedule& schedule, Rooms rooms, int steps) {
  Interpreter<float> run(program, schedule, rooms);
  return by_graph(both, run, steps);
}

/// In every way of running it.
inline void check_all_ways(const Both& both, int steps) {
  const Program& step = both.step.program;
  const Program better = optimized(step);
  const Weights expected = by_layers(both, steps);
  BOOST_TEST(!same_weights(expected, starting_weights(both)));
  for (const Program* p : {&step, &better})
    for (const Rooms rooms : {Rooms::separate, Rooms::reused}) {
      const auto check = [&](const Schedule& schedule) {
        BOOST_TEST(same_weights(expected,
                                interpreted(both, *p, schedule, rooms, steps)));
      };
      check(one_by_one(p->graph));
      check(in_waves(p->graph));
      for (std::uint64_t seed = 1; seed <= 3; ++seed)
        check(one_by_one(p->graph, random_order(p->graph, seed)));
    }
}

}  // namespace chapter14

using namespace chapter14;

BOOST_AUTO_TEST_CASE(every_way_of_running_a_small_network_gives_equal_bits) {
  for (const int threads : {1, 2, 3, 16}) {
    const WithThreads with(threads);
    BOOST_TEST_CONTEXT(threads << " threads") {
      const Both mlp = small_mlp(5), cnn = small_cnn(5);
      check_all_ways(mlp, 4);
      check_all_ways(cnn, 4);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_way_of_running_the_mlp_gives_equal_bits) {
  const WithThreads with(2);
  const Both both = of_chapter_9("mlp", 12);
  check_all_ways(both, 2);
}

BOOST_AUTO_TEST_CASE(every_way_of_running_the_cnn_gives_equal_bits) {
  const WithThreads with(2);
  const Both both = of_chapter_9("cnn", 6);
  check_all_ways(both, 2);
}

// Layers, interpreter, compiled; and threads that change.
BOOST_AUTO_TEST_CASE(compiled_training_gives_the_layers_bits) {
  auto compiler = find_compiler();
  BOOST_REQUIRE(compiler.has_value());
  for (const char* flag : {"-Wall", "-Wextra", "-Werror"})  // not a warning
    compiler->flags.push_back(flag);
  const Folder cache;
  for (const std::string network : {"mlp", "cnn"}) {
    const Both both = of_chapter_9(network, network == "mlp" ? 70 : 6);
    const Program better = optimized(both.step.program);
    const Weights expected = by_layers(both, 3);
    Compiled compiled(better, network, *compiler, cache.path());
    Interpreter<float> interpreter(better, Rooms::reused);
    for (const int threads : {1, 16, 3, 2}) {
      const WithThreads with(threads);
      BOOST_TEST_CONTEXT(network << ", " << threads << " threads") {
        BOOST_TEST(same_weights(expected, by_layers(both, 3)));
        BOOST_TEST(same_weights(expected, by_graph(both, interpreter, 3)));
        BOOST_TEST(same_weights(expected, by_graph(both, compiled, 3)));
      }
    }
  }
}

// In double, the same formulas give what float gives but for its rounding.
BOOST_AUTO_TEST_CASE(double_agrees_with_float_within_its_rounding) {
  for (const bool images : {false, true}) {
    Both both = images ? small_cnn(5) : small_mlp(5);
    const Weights start = starting_weights(both);
    Graph& g = both.step.program.graph;
    Tensors parameters;
    for (const std::string& name : both.step.parameters)
      parameters.push_back(g.tensor(g.find(name)));
    const Tensor loss = g.tensor(both.step.loss);
    const Tensors slopes = gradient(loss, parameters);
    Program p = both.step.program;
    p.updates.clear();
    p.results = {loss.id};
    for (const Tensor& slope : slopes)
      p.results.push_back(slope.id);
    const Program program = without_dead_nodes(p);
    Interpreter<float> single(program);
    Interpreter<double> twice(program);
    const auto set = [&](const std::string& name, const arma::fmat& numbers) {
      single.set(name, numbers);
      twice.set(name, arma::conv_to<arma::mat>::from(numbers));
    };
    const Batch b = batch(both, 1);
    set("x", b.x);
    set("labels", arma::conv_to<arma::frowvec>::from(b.labels));
    for (std::size_t i = 0; i < start.size(); ++i) {
      const std::string& name = both.step.parameters[i];
      const arma::fmat zeros(arma::size(start[i]), arma::fill::zeros);
      set(name, start[i]), set("m_" + name, zeros), set("v_" + name, zeros);
    }
    set("rate", row({1})), set("scale", row({1}));
    single.run(), twice.run();
    for (const Id id : program.results) {
      const arma::mat there = twice.value(id);
      const arma::mat here = arma::conv_to<arma::mat>::from(single.value(id));
      // Some dozen roundings of 6e-8 each, of numbers below 3.
      BOOST_TEST(arma::abs(there - here).max() < 5e-6);
      BOOST_TEST(arma::abs(there).max() > 1e-2);
      BOOST_TEST(!arma::approx_equal(there, here, "absdiff", 0));
    }
  }
}
