// A program as machine code: its cache, its errors, and its text.
#include <fstream>

#include <sys/stat.h>

#include "chapters/14_folder.hpp"
#include "chapters/14_passes.hpp"
#include "chapters/14_tools.hpp"
#include "14_autodiff/compiler.hpp"
#include "14_autodiff/operation_table.hpp"

namespace chapter14 {

/// The one that is there, in a hurry: without -O3, the bits are the same.
inline Compiler fast_compiler() {
  Compiler compiler = find_compiler().value();
  for (std::string& flag : compiler.flags)
    if (flag == "-O3") flag = "-O0";
  return compiler;
}

inline Program tanh_program() {
  Program p;
  const Tensor x = p.graph.input("x", {3});
  p.results = {named("y", tanh(x)).id};
  return p;
}

/// Every example of the table that can be written, in one program.
inline Program all_that_can_be_written(std::size_t& left_out) {
  Program all;
  left_out = 0;
  for (const Entry& entry : operation_table())
    for (const Example& example : entry.examples) {
      const auto build = [&](Program& p) {
        Tensors x;
        for (std::size_t i = 0; i < example.inputs.size(); ++i) {
          const bool is_bit =
              entry.numbers[i] == Draw::label || entry.numbers[i] == Draw::bit;
          const std::string name =
              fmt::format("{}{}", is_bit ? "bit" : "x", p.graph.size());
          x.push_back(p.graph.input(name, example.inputs[i]));
        }
        p.results.push_back(example.result(x).id);
      };
      Program alone;
      build(alone);
      const std::string error = error_of([&] { written(alone, "one"); });
      BOOST_TEST((error == "no error" || contains(error, "cannot be written")),
                 entry.name << ": " << error);
      if (error == "no error")
        build(all);
      else
        ++left_out;
    }
  return all;
}

/// The results of both, from equal numbers.
inline void check_compiled(const Program& p, const Compiler& compiler,
                           const Folder& cache) {
  Interpreter<float> expected(p);
  Compiled compiled(p, "a test", compiler, cache.path());
  std::map<std::string, arma::fmat> numbers;
  for (Id id = 0; id < p.graph.size(); ++id) {
    const Node& node = p.graph[id];
    if (node.operation != &input_operation) continue;
    const std::size_t rows = extent(node.dims, 0);
    arma::fmat& x = numbers[node.name];
    x = arma::abs(normal(rows, count(node.dims) / rows, id)) + 0.1F;
    if (node.name.starts_with("bit"))
      x.transform([](float v) { return v > 0.7F ? 1.0F : 0.0F; });
    expected.bind(node.name, x), compiled.bind(node.name, x);
  }
  expected.run(), compiled.run();
  for (const Id id : p.results)
    BOOST_TEST(same_bits(expected.value(id), compiled.value(id)),
               "node " << id << ", " << p.graph[id].operation->name);
}

}  // namespace chapter14

using namespace chapter14;

BOOST_AUTO_TEST_CASE(every_written_operation_gives_the_interpreters_bits) {
  const Folder cache;
  std::size_t left_out = 0;
  const Program all = all_that_can_be_written(left_out);
  BOOST_TEST(all.results.size() > 2 * left_out);
  check_compiled(all, fast_compiler(), cache);
  check_compiled(fused(all), fast_compiler(), cache);
}

BOOST_AUTO_TEST_CASE(written_sums_give_the_interpreters_bits) {
  const Folder cache;
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {7, 45}), y = g.input("y", {45});
  const Tensor image = g.input("image", {3, 4, 5, 19});
  for (const Tensor& s :
       {sum(x), sum(x, {7}), sum(x, {1, 45}), sum(y), sum(y, {1}),
        sum(x, {1, 1}), sum(image, {3, 4, 5}), sum(sum(x, {1, 45}))})
    p.results.push_back(s.id);
  check_compiled(p, fast_compiler(), cache);
}

// Whatever people call things, and whatever constants they use.
BOOST_AUTO_TEST_CASE(any_name_and_any_constant_can_be_written) {
  const Folder cache;
  Program p;
  Graph& g = p.graph;
  Tensors x;
  for (const char* name :
       {"room", "inputs", "product", "begin", "float", "2nd", "my x", "my_x",
        "权重", "chain_1", "sum_of_all", "n", "std", "x/*", "__x", "tanh_9"})
    x.push_back(g.input(name, {2, 2}));
  Tensor y = product(x[0], x[1]);
  for (const Tensor& other : x)
    y = named(other.node().name, tanh(y) * other);
  for (const double constant : {-0.5, 0.0, -0.0, 1e-30, 3e20, 7.0})
    y = y + (-g.constant(constant)) * absolute(g.constant(constant));
  p.results = {sum(y).id, y.id};
  for (const Program& program : {p, optimized(p)})
    check_compiled(program, fast_compiler(), cache);
  Program large;
  const Tensor z = large.graph.input("z", {2});
  large.results = {(z + large.graph.constant(INFINITY)).id};
  check_compiled(fused(large), fast_compiler(), cache);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_named) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {2, 3, 4});
  const std::string line = here(__builtin_FILE(), __builtin_LINE() + 1);
  p.results = {sum(x, {2, 1, 4}).id};
  const std::string error = error_of([&] { written(p, "t"); });
  BOOST_TEST(error == line +
                          ": the sum of 2 x 3 x 4 to 2 x 1 x 4 cannot be "
                          "written as C++ yet; the interpreter runs it");
  p.results = {slice(x, 0, 0, 1).id};
  BOOST_TEST(contains(error_of([&] { written(p, "t"); }), "cannot be written"));
}

BOOST_AUTO_TEST_CASE(the_second_time_it_is_in_the_cache) {
  const Folder home;
  const Environment cache("XDG_CACHE_HOME", home.path().string());
  const Program p = tanh_program();
  const Compiler compiler = fast_compiler();
  Compiled first(p, "t", compiler), second(p, "t", compiler);
  BOOST_TEST(!first.was_cached());
  BOOST_TEST(second.was_cached());
  BOOST_TEST(second.seconds_to_compile() == 0);
  struct stat status {};
  BOOST_REQUIRE(stat(graph_cache().c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777) == 0700u);
  arma::fmat x = row({1, 2, 3});
  for (Compiled* run : {&first, &second}) {
    run->bind("x", x);
    run->run();
    BOOST_TEST(run->value(p.results[0])(1) == std::tanh(2.0F),
               tt::tolerance(1e-6F));
  }
  // Other options are another program.
  Compiler other = compiler;
  other.flags.push_back("-DOTHER");
  BOOST_TEST(!Compiled(p, "t", other).was_cached());
}

// A function of the library that has changed makes another program.
BOOST_AUTO_TEST_CASE(a_changed_header_is_compiled_again) {
  const Folder cache, headers;
  const auto header = headers.path() / "nn/core/vector_math.hpp";
  std::filesystem::create_directories(header.parent_path());
  Compiler compiler = fast_compiler();
  compiler.flags.push_back("-I" + headers.path().string());
  const Program p = tanh_program();
  const std::string real =
      "#include \"" NN_SOURCE_DIR "/common/nn/core/vector_math.hpp\"\n";
  for (const bool is_new : {true, false}) {
    std::ofstream(header) << "// before\n" << real;
    BOOST_TEST(Compiled(p, "t", compiler, cache.path()).was_cached() ==
               !is_new);
  }
  std::ofstream(header) << "// after\n" << real;
  BOOST_TEST(!Compiled(p, "t", compiler, cache.path()).was_cached());
}

BOOST_AUTO_TEST_CASE(a_folder_that_others_may_write_to_is_refused) {
  const Folder home;
  const Environment cache("XDG_CACHE_HOME", home.path().string());
  const auto folder = graph_cache();
  chmod(folder.c_str(), 0777);
  BOOST_TEST(contains(error_of([&] { graph_cache(); }),
                      folder.string() + ": others may write there"));
  chmod(folder.c_str(), 0720);
  BOOST_TEST(contains(error_of([&] { graph_cache(); }), "others may write"));
  chmod(folder.c_str(), 0700);
  BOOST_TEST(error_of([&] { graph_cache(); }) == "no error");
  // Nor is a link to somewhere else taken for the folder.
  std::filesystem::remove(folder);
  std::filesystem::create_directory_symlink(home.path(), folder);
  BOOST_TEST(contains(error_of([&] { graph_cache(); }), "others may write"));
  const Environment none("XDG_CACHE_HOME", {}), nobody("HOME", {});
  BOOST_TEST(contains(error_of([&] { graph_cache(); }), "set HOME"));
}

BOOST_AUTO_TEST_CASE(a_compiler_that_fails_is_quoted) {
  const Folder cache;
  const Program p = tanh_program();
  Compiler bad = fast_compiler();
  bad.flags.push_back("--no-such-option");
  const std::string error =
      error_of([&] { Compiled(p, "t", bad, cache.path()); });
  BOOST_TEST(contains(error, "ended with code"));
  BOOST_TEST(contains(error, "no-such-option"));  // its own words
  BOOST_TEST(contains(error, cache.path().string()));
  BOOST_TEST(contains(error_of([&] {
                        Compiled(p, "t", {"false", {}}, cache.path());
                      }),
                      "false ended with code 1"));
  BOOST_TEST(contains(error_of([&] {
                        Compiled(p, "t", {"/no/compiler", {}}, cache.path());
                      }),
                      "/no/compiler"));
  for (const auto& file : std::filesystem::directory_iterator(cache.path()))
    BOOST_TEST(!contains(file.path().string(), ".so"));  // nothing half made
}

BOOST_AUTO_TEST_CASE(without_a_compiler_there_is_none) {
  BOOST_TEST(find_compiler().has_value());
  BOOST_TEST(!first_compiler({"", "/no/such/compiler", "false"}).has_value());
  BOOST_TEST(first_compiler({"/no/such", "c++"}).value().command == "c++");
  const Environment chosen("CXX", "/no/such/compiler");
  BOOST_TEST(find_compiler().value().command != "/no/such/compiler");
}

// Only names of products, convolutions, pooling and loops: nothing that knows
// a layer, an optimizer or a loss.
BOOST_AUTO_TEST_CASE(the_written_text_calls_no_layer) {
  for (const char* network : {"mlp", "cnn"}) {
    const Program p = optimized(training_step(network, 8).program);
    const std::string text = written(p, network).text;
    for (const char* word :
         {"Linear", "Sequential", "Conv2d", "ReLU", "MaxPool2d", "Adam",
          "SoftmaxCrossEntropy", "layer", "nn::Cpu", "forward(b"})
      BOOST_TEST(!contains(text, word), network << " has " << word);
    BOOST_TEST(contains(text, "extern \"C\" void run_graph("));
  }
}

BOOST_AUTO_TEST_CASE(a_compiled_program_says_what_is_wrong) {
  const Folder cache;
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {3, 2}), labels = g.input("labels", {1, 2});
  p.results = {gather(x, labels).id};
  Compiled run(p, "t", fast_compiler(), cache.path());
  arma::fmat numbers(3, 2, arma::fill::ones), small(3, 3);
  BOOST_TEST(contains(error_of([&] { run.run(); }), "\"x\" has no numbers"));
  BOOST_TEST(contains(error_of([&] { run.bind("x", small); }),
                      "the input \"x\" is 3 x 2: 6 numbers, not 9"));
  BOOST_TEST(contains(error_of([&] { run.bind("z", small); }), "no input"));
  arma::fmat rows = row({0, 3});
  run.bind("x", numbers), run.bind("labels", rows);
  BOOST_TEST(contains(error_of([&] { run.run(); }), "3 is no row of 3"));
}
