// What the page says of networks, of better graphs and of compiled ones.
#include <set>

#include <boost/test/unit_test.hpp>

#include "nn/data/dataset.hpp"

#include "14_autodiff/checkpoints.hpp"
#include "14_autodiff/compiler.hpp"
#include "14_autodiff/derivative.hpp"
#include "14_autodiff/elementwise.hpp"
#include "14_autodiff/interpreter.hpp"
#include "14_autodiff/losses.hpp"
#include "14_autodiff/passes.hpp"
#include "14_autodiff/pooled.hpp"
#include "14_autodiff/products.hpp"
#include "14_autodiff/shapes.hpp"
#include "14_autodiff/show/report_networks.hpp"
#include "14_autodiff/training.hpp"
#include "14_autodiff/unrolled.hpp"

namespace {

using namespace chapter14;

/// Random images of Fashion-MNIST's shape: no file is needed.
nn::Dataset noise(std::size_t samples, std::uint64_t seed) {
  nn::Random random(seed);
  nn::Dataset data;
  data.shape = {1, 28, 28};
  data.classes = 10;
  data.pixels.resize(samples * 784);
  for (auto& pixel : data.pixels)
    pixel = static_cast<std::uint8_t>(random.integer(256));
  for (std::size_t i = 0; i < samples; ++i)
    data.labels.push_back(static_cast<std::int32_t>(random.integer(10)));
  return data;
}

struct Ways {
  std::string network;
  std::size_t batch;
  std::uint64_t seed = 3;
  std::size_t steps = 3;
  nn::Dataset images = noise(batch * steps, seed);
  nn::Loader loader{nn::first(images, images.size()),
                    nn::Loader::Settings{.batch_size = batch}};
  TrainingStep step = training_step(network, batch);

  std::string layers() {
    return train_layers(network, loader, steps, seed).hash;
  }
  std::string walk(const Program& program, Schedule schedule, Rooms rooms) {
    Interpreter<float> runner(program, std::move(schedule), rooms);
    return train_graph(step, program, runner, network, loader, steps, seed)
        .hash;
  }
  std::string compiled(const Program& program) {
    Compiled runner(program, network, *find_compiler());
    return train_graph(step, program, runner, network, loader, steps, seed)
        .hash;
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(row_45_layers_and_graphs_end_in_the_same_bits) {
  for (const char* network : {"mlp", "cnn"})
    for (const int threads : {1, 2, 3, 16}) {
      nn::Cpu::set_threads(threads);
      // 33 and 48: parts of a sum that are empty, and not equal.
      Ways ways = {network, threads == 2 ? 33u : 48u};
      const std::string expected = ways.layers();
      const Program& plain = ways.step.program;
      const Program better = optimized(plain);
      BOOST_TEST_CONTEXT(network << ", " << threads << " threads") {
        BOOST_TEST(ways.walk(plain, one_by_one(plain.graph), Rooms::separate) ==
                   expected);
        BOOST_TEST(ways.walk(plain, in_waves(plain.graph), Rooms::reused) ==
                   expected);
        for (const std::uint64_t order : {1, 2})
          BOOST_TEST(ways.walk(plain,
                               one_by_one(plain.graph,
                                          random_order(plain.graph, order)),
                               Rooms::reused) == expected);
        BOOST_TEST(ways.walk(better, one_by_one(better.graph), Rooms::reused) ==
                   expected);
        BOOST_TEST(ways.walk(better, in_waves(better.graph), Rooms::reused) ==
                   expected);
        BOOST_TEST(ways.compiled(better) == expected);
      }
    }
  nn::Cpu::set_threads(0);
}

BOOST_AUTO_TEST_CASE(the_loss_has_the_gradient_p_minus_onehot) {
  Program program;
  Graph& graph = program.graph;
  const Tensor z = graph.input("z", {4, 3});
  const Tensor labels = graph.input("labels", {1, 3});
  const Tensor dz = gradient(softmax_cross_entropy(z, labels), {z})[0];
  program.results = {dz.id, softmax(z).id};
  Interpreter<double> run(program);
  // Large ones, too: exp(900) alone would be infinite.
  run.set("z", {{1, -2, 900}, {0.5, 3, 899}, {-1, 0, -900}, {2, 1, 0}});
  run.set("labels", {{3, 1, 0}});
  run.run();
  arma::mat expected = run.value(program.results[1]);
  expected(3, 0) -= 1, expected(1, 1) -= 1, expected(0, 2) -= 1;
  const arma::mat off = run.value(dz) - expected / 3;
  BOOST_TEST(arma::abs(off).max() < 1e-15);
}

BOOST_AUTO_TEST_CASE(most_of_the_derived_nodes_are_elementwise) {
  for (const char* network : {"mlp", "cnn"}) {
    const Graph graph = training_step(network, 128).program.graph;
    std::size_t elementwise = 0, computing = 0;
    for (Id id = 0; id < graph.size(); ++id) {
      const Kind kind = graph[id].operation->kind;
      elementwise += kind == Kind::elementwise;
      computing += kind != Kind::leaf && kind != Kind::view;
    }
    BOOST_TEST(2 * elementwise > computing);
  }
}

BOOST_AUTO_TEST_CASE(chains_move_a_fifth_of_the_numbers) {
  const Program derived = training_step("mlp", 128).program;
  const Program chains = optimized(derived);
  BOOST_TEST(5 * traffic(chains.graph) < traffic(derived.graph));
  BOOST_TEST(std::abs(work(chains.graph) / work(derived.graph) - 1) < 0.01);
}

BOOST_AUTO_TEST_CASE(reused_memory_is_what_is_needed_at_once) {
  const Program derived = training_step("mlp", 128).program;
  const Program chains = optimized(derived);
  const MemoryPlan plan = reuse(chains, one_by_one(chains.graph));
  BOOST_TEST(plan.size == plan.live);
  BOOST_TEST(25 * plan.size < keep_all(derived).size);
}

BOOST_AUTO_TEST_CASE(one_state_in_sixteen_takes_the_least_memory) {
  const Unrolled whole = unrolled(256);
  const auto size = [](const Program& program) {
    return static_cast<double>(reuse(program, one_by_one(program.graph)).size);
  };
  const Program best = whole.keeping_one_in(16);
  for (const std::size_t every : {2u, 4u, 8u, 32u, 64u, 128u})
    BOOST_TEST(size(best) < size(whole.keeping_one_in(every)));
  BOOST_TEST(7 * size(best) < 1.05 * size(whole.program));
  BOOST_TEST(work(best.graph) < 1.34 * work(whole.program.graph));
}

BOOST_AUTO_TEST_CASE(what_is_computed_again_has_the_same_bits) {
  const Unrolled whole = unrolled(32);
  const Program again = whole.keeping_one_in(8);
  nn::Random random(5);
  arma::fmat W(32, 32), x(32, 64);
  W.transform([&](float) { return float(0.3 * random.normal()); });
  x.transform([&](float) { return float(random.normal()); });
  const auto results = [&](const Program& program) {
    Interpreter<float> run(program, Rooms::reused);
    run.bind("W", W), run.bind("x", x);
    run.run();
    return run.value(program.results[1]);
  };
  const arma::fmat a = results(whole.program), b = results(again);
  BOOST_TEST(arma::abs(a).max() > 0);
  BOOST_TEST(std::equal(a.begin(), a.end(), b.begin()));
}

BOOST_AUTO_TEST_CASE(convolutions_are_pooled_only_where_nobody_looks) {
  Program program = training_step("cnn", 32).program;
  const auto pooled = [](const Program& of) {
    const Graph graph = convolutions_pooled(without_dead_nodes(of)).graph;
    std::size_t n = 0;
    for (Id id = 0; id < graph.size(); ++id)
      n += graph[id].operation == &pooled_convolution_operation;
    return n;
  };
  BOOST_TEST(pooled(program) == 2u);
  for (Id id = 0; id < program.graph.size(); ++id)
    if (program.graph[id].operation->name == "relu") {
      program.results.push_back(id);  // somebody wants the first one's result
      break;
    }
  BOOST_TEST(pooled(program) == 1u);
}

BOOST_AUTO_TEST_CASE(equal_chains_are_written_once) {
  const std::string text =
      written(optimized(training_step("mlp", 128).program), "mlp").text;
  std::size_t adam = 0, calls = 0;
  for (std::size_t at = text.find("std::sqrt"); at != std::string::npos;
       at = text.find("std::sqrt", at + 1))
    ++adam;
  for (std::size_t at = text.find("in its place"); at != std::string::npos;
       at = text.find("in its place", at + 1))
    ++calls;
  BOOST_TEST(adam == 1u);
  BOOST_TEST(calls == 18u);  // six parameters, with two averages each
}

BOOST_AUTO_TEST_CASE(the_written_function_calls_no_layer) {
  for (const char* network : {"mlp", "cnn"}) {
    const std::string text =
        written(optimized(training_step(network, 32).program), network).text;
    for (const char* word : {"Linear", "Conv2d", "Sequential", "ReLU", "Adam",
                             "CrossEntropy", "nn::", "Layer"})
      BOOST_TEST(text.find(word) == std::string::npos, word);
    BOOST_TEST(text.find("product(") != std::string::npos);
  }
}
