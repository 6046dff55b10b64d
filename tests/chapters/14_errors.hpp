// What an error says: which operation, which line of the reader's, which
// shapes.
#include "chapters/14_tools.hpp"

using namespace chapter14;

namespace chapter14 {

/// The error names that line (if any), and says these things.
inline void says(const std::string& line, const std::function<void()>& wrong,
                 const std::vector<std::string>& parts) {
  const std::string error = error_of(wrong);
  BOOST_TEST(contains(error, line), error << "\n  is not at " << line);
  for (const std::string& part : parts)
    BOOST_TEST(contains(error, part), error << "\n  has no \"" << part << "\"");
}

}  // namespace chapter14

BOOST_AUTO_TEST_CASE(products_that_do_not_fit) {
  Graph g;
  const Tensor A = g.input("A", {3, 4}), B = g.input("B", {5, 6});
  const Tensor image = g.input("image", {1, 2, 3});
  says(here(), [&] { product(A, B); },
       {": product: 3 x 4 and 5 x 6", "4 columns", "4 rows, not 5"});
  says(here(), [&] { product_tn(A, B); },
       {": product_tn: 3 x 4 and 5 x 6", "3 rows", "not 5"});
  says(here(), [&] { product_nt(A, B); },
       {": product_nt: 3 x 4 and 5 x 6", "4 columns, not 6"});
  says(here(), [&] { product(image, A); },
       {": product: 1 x 2 x 3", "must be matrices"});
}

BOOST_AUTO_TEST_CASE(broadcasts_that_do_not_fit) {
  Graph g;
  const Tensor a = g.input("a", {3, 4}), row = g.input("row", {1, 3});
  says(here(), [&] { a + row; }, {": add: 3 x 4 and 1 x 3 differ in axis 1"});
  says(here(), [&] { fma(a, a, row); }, {": fma: 3 x 4 and 1 x 3"});
  const Dims wide = {3, 4};
  says(here(), [&] { broadcast(row, wide); },
       {": broadcast: 1 x 3 repeated does not give 3 x 4"});
  says(here(), [&] { sum(a, {2}); }, {": sum: 2 repeated", "3 x 4"});
  // In a function of several operations: the line that called it.
  says(here(), [&] { mean_squared_error(a, row); },
       {": subtract: 3 x 4 and 1 x 3"});
  says(here(), [&] { mean(a, {2}); }, {": sum: 2 repeated"});
}

BOOST_AUTO_TEST_CASE(moves_that_do_not_fit) {
  Graph g;
  const Tensor a = g.input("a", {3, 4}), image = g.input("i", {1, 2, 3});
  const Tensor three = g.input("three", {1, 3});
  says(here(), [&] { reshape(a, {5}); },
       {": reshape: 3 x 4 has 12 numbers, 5 has 5"});
  says(here(), [&] { transpose(image); }, {": transpose: 1 x 2 x 3"});
  says(here(), [&] { slice(a, 1, 2, 5); },
       {": slice: 3 x 4 has no numbers 2 to 5 in axis 1"});
  says(here(), [&] { slice(a, 2, 0, 1); }, {": slice: 3 x 4", "axis 2"});
  says(here(), [&] { slice(a, 0, 2, 2); }, {": slice: 3 x 4", "2 to 2"});
  says(here(), [&] { pad(a, 0, 2, 4); },
       {": pad: 3 x 4 from 2 on does not fit into 4 in axis 0"});
  says(here(), [&] { largest(image); }, {": largest: 1 x 2 x 3"});
  says(here(), [&] { gather(a, three); }, {": gather: 1 x 3", "4 columns"});
  says(here(), [&] { scatter(three, a, 7); }, {": scatter: 3 x 4"});
  says(here(), [&] { at_largest(a, three); }, {": at_largest: 3 x 4", "1 x 3"});
  says(here(), [&] { softmax_cross_entropy(a, three); },
       {": gather: 1 x 3", "4 columns"});
}

BOOST_AUTO_TEST_CASE(images_that_do_not_fit) {
  Graph g;
  const Tensor x = g.input("x", {2, 5, 4, 3});
  const Tensor W = g.input("W", {6, 9}), b = g.input("b", {6});
  const Tensor five = g.input("five", {5}), right = g.input("right", {6, 18});
  const nn::Window window = {.kernel = 3, .stride = 1, .padding = 0};
  says(here(), [&] { convolution(W, b, x, window); },
       {": convolution: W is 6 x 9", "need 6 x 18"});
  says(here(), [&] { convolution(right, five, x, window); },
       {": convolution: b is 5", "6 channels"});
  const nn::Window large = {.kernel = 7, .stride = 1, .padding = 0};
  says(here(), [&] { convolution(right, b, x, large); },
       {": convolution: ", "7x7"});
  says(here(), [&] { max_pool(x, large); }, {": max_pool: ", "7x7"});
}

BOOST_AUTO_TEST_CASE(tensors_of_two_graphs_and_of_none) {
  Graph g, other;
  const Tensor a = g.input("a", {3}), b = other.input("b", {3}), none;
  for (const auto& [tensor, why] :
       {std::pair(b, std::string("an input belongs to another graph")),
        std::pair(none, std::string("an input is an empty Tensor"))}) {
    const Tensor x = tensor;
    says(here(), [&] { a + x; }, {": add: " + why});
    says(here(), [&] { where(a, a, x); }, {": where: " + why});
    says(here(), [&] { product_tn(a, x); }, {": product_tn: " + why});
    says(here(), [&] { gather(a, x); }, {": gather: " + why});
  }
  says(here(), [&] { none + a; }, {": an empty Tensor"});
  says(here(), [&] { exp(none); }, {": an empty Tensor"});
  says(here(), [&] { product(none, a); }, {": an empty Tensor"});
  says(here(), [&] { convolution(a, none, a, {}); }, {"an empty Tensor"});
  says("", [&] { gradient(sum(a), {b}); }, {"another graph"});
  says("", [&] { gradient(sum(a), {none}); }, {"empty Tensor"});
}

BOOST_AUTO_TEST_CASE(derivatives_that_do_not_exist) {
  Graph g;
  const Tensor x = g.input("x", {3}), w = g.input("w", {3});
  says(here(), [&] { gradient(x * w, {w}); },
       {": gradient: ", "a single number, not 3"});
  const Tensor y = sum(x * x);
  says(here(), [&] { gradient(y, {w}); },
       {": gradient: the result does not depend on \"w\""});
  says("", [&] { gradient(sum(less(x, w)), {w}); },
       {"does not depend on \"w\""});
  says("", [&] { gradient(sum(stop_gradient(x)), {x}); },
       {"does not depend on \"x\""});
  const Tensor later = y + 1.0;
  says("", [&] { gradient(y, {later}); }, {"does not depend"});
}

BOOST_AUTO_TEST_CASE(a_cycle_is_named) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {3});
  const Tensor a = exp(x), b = tanh(a), c = b * b;
  g.replace_input(a.id, 0, c.id);
  const std::string error = error_of([&] { g.check(); });
  BOOST_TEST(error ==
             "the graph has a cycle, so no node of it can be first: exp 1 -> "
             "tanh 2 -> multiply 3 -> exp 1");
  BOOST_TEST(error_of([&] { Interpreter<float> run(p); }) == error);
  says("", [&] { gradient(sum(c), {x}); }, {"node 1 uses node 3"});
  says("", [&] { optimized(p); }, {"node 1 uses node 3"});
  g.replace_input(a.id, 0, a.id);
  says("", [&] { g.check(); }, {"cycle", "exp 1 -> exp 1"});
  g.replace_input(a.id, 0, x.id);
  BOOST_TEST(error_of([&] { g.check(); }) == "no error");
}

BOOST_AUTO_TEST_CASE(an_edited_graph_is_checked) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {3}), large = g.input("large", {4});
  const Tensor image = g.input("image", {1, 4, 4, 1});
  const Tensor more = g.input("more", {1, 4, 4, 5});
  const std::string line = here(__builtin_FILE(), __builtin_LINE() + 1);
  const Tensor y = exp(x) + x;
  const Tensor pooled =
      max_pool(image, {.kernel = 2, .stride = 2, .padding = 0});
  g.replace_input(y.id, 1, large.id);
  says(line, [&] { g.check(); }, {": add: 3 and 4"});
  g.replace_input(y.id, 1, x.id);
  // Five samples' results do not fit where there is room for one's.
  const Id whole = pooled.node().inputs[0];
  g.replace_input(whole, 0, more.id);
  says("", [&] { g.check(); }, {": part: ", "1 x 2 x 2 x 1", "1 x 2 x 2 x 5"});
  g.replace_input(whole, 0, image.id);
  g.replace_input(y.id, 1, whole);
  says("", [&] { g.check(); }, {"several parts"});
  says("", [&] { g.replace_input(y.id, 2, x.id); }, {"no input 2 of node"});
  says("", [&] { g.replace_input(y.id, 0, 99); }, {"no node 99"});
}

// What an edited graph computes: in any order of its numbers.
BOOST_AUTO_TEST_CASE(an_edited_graph_runs_in_its_new_order) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {});
  const Tensor y = exp(x), z = x * x;
  g.replace_input(y.id, 0, z.id);  // now exp(x * x), by a later node
  p.results = {y.id};
  for (const Rooms rooms : {Rooms::separate, Rooms::reused}) {
    Interpreter<double> run(p, rooms);
    run.set("x", arma::mat(1, 1, arma::fill::value(0.5)));
    run.run();
    BOOST_TEST(run.number(y) == std::exp(0.25), tt::tolerance(1e-15));
  }
}

BOOST_AUTO_TEST_CASE(runs_that_cannot_be) {
  Program p;
  Graph& g = p.graph;
  const Tensor x = g.input("x", {3, 4}), labels = g.input("labels", {1, 4});
  const std::string line = here(__builtin_FILE(), __builtin_LINE() + 1);
  const Tensor y = gather(x, labels);
  p.results = {y.id};
  Interpreter<float> run(p);
  arma::fmat numbers(3, 4, arma::fill::ones), small(3, 3);
  says("", [&] { run.run(); }, {"the input \"x\" has no numbers yet"});
  says("", [&] { run.bind("x", small); },
       {"the input \"x\" is 3 x 4: 12 numbers, not 9"});
  says("", [&] { run.bind("z", numbers); }, {"has no input \"z\""});
  run.bind("x", numbers);
  says("", [&] { run.run(); }, {"the input \"labels\" has no numbers yet"});
  for (const float label : {3.0F, -1.0F, 0.5F, arma::fdatum::nan}) {
    run.set("labels", row({0, 1, label, 2}));
    says(line, [&] { run.run(); }, {": gather: ", "is no row of 3"});
    Interpreter<float> waves(p, in_waves(g));
    waves.bind("x", numbers);
    waves.set("labels", row({0, 1, label, 2}));
    says("", [&] { waves.run(); }, {"is no row of 3"});
  }
  run.set("labels", row({0, 1, 2, 2}));
  BOOST_TEST(error_of([&] { run.run(); }) == "no error");
  // An order that is none: a user before its input.
  says("",
       [&] {
         Interpreter<float>(p, Schedule{{y.id}, {x.id}, {labels.id}});
       },
       {"order"});
}

BOOST_AUTO_TEST_CASE(what_is_updated_is_not_only_read) {
  Program p;
  const Tensor w = p.graph.input("w", {2}), x = p.graph.input("x", {2});
  p.updates = {{w.id, (w + x).id}};
  Interpreter<float> run(p);
  const arma::fmat numbers(2, 1, arma::fill::ones);
  run.read_from("x", numbers);
  BOOST_TEST(error_of([&] { run.read_from("w", numbers); }) ==
             "the input \"w\" is updated: give it numbers that may change "
             "(bind)");
}
