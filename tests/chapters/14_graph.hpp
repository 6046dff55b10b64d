/// The graph as an object: printed, drawn, divided among devices.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <boost/test/unit_test.hpp>

#include "nn/core/error.hpp"
#include "nn/core/random.hpp"

#include "14_autodiff/data_flow.hpp"
#include "14_autodiff/dot.hpp"
#include "14_autodiff/elementwise.hpp"
#include "14_autodiff/interpreter.hpp"
#include "14_autodiff/layout.hpp"
#include "14_autodiff/print.hpp"
#include "14_autodiff/products.hpp"
#include "14_autodiff/shapes.hpp"

namespace chapter14 {

inline std::size_t lines_with(const std::string& text,
                              const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + 1))
    ++found;
  return found;
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_a_printed_graph_has_a_line_for_each_node) {
  Graph graph;
  const Tensor W = graph.input("W", {3, 2}), x = graph.input("x", {2, 4});
  const Tensor y = named("y", slice(product(W, x) * 0.5, 1, 1, 3));
  const std::string text = printed(graph);
  BOOST_TEST(lines_with(text, "\n") == graph.size() + 1);
  BOOST_TEST(text.find("product        0 1      3 x 4") != std::string::npos);
  BOOST_TEST(text.find("constant 0.5") != std::string::npos);
  BOOST_TEST(text.find("slice(1, 1, 3)") != std::string::npos);
  BOOST_TEST(text.find("14_graph.hpp:") != std::string::npos);
  BOOST_TEST(y.dims() == (Dims{3, 2}), boost::test_tools::per_element());
}

// Row 45: what the page says of the neuron.
BOOST_AUTO_TEST_CASE(row_45_one_node_of_the_neuron_is_for_nobody) {
  const Neuron one = neuron();
  const std::vector<bool> is_needed = needed(one.program);
  std::vector<std::string> idle;
  for (Id id = 0; id < one.program.graph.size(); ++id)
    if (!is_needed[id]) idle.push_back(one.program.graph[id].operation->name);
  BOOST_TEST(idle == std::vector<std::string>{"negate"},
             boost::test_tools::per_element());
}

inline Picture random_picture(std::size_t boxes, std::size_t arrows,
                              std::uint64_t seed) {
  nn::Random random(seed);
  Picture picture;
  for (std::size_t i = 0; i < boxes; ++i)
    picture.boxes.push_back({std::to_string(i), "", Role::forward, ""});
  const auto n = static_cast<std::uint32_t>(boxes);
  while (picture.arrows.size() < arrows) {
    const std::size_t a = random.integer(n), b = random.integer(n);
    if (a < b) picture.arrows.push_back({a, b});
  }
  return picture;
}

inline void expect_readable(const Picture& picture) {
  const Layout places = layout(picture);
  BOOST_TEST_REQUIRE(places.boxes.size() == picture.boxes.size());
  BOOST_TEST_REQUIRE(places.ways.size() == picture.arrows.size());
  bool apart = true, inside = true, down = true;
  for (std::size_t i = 0; i < places.boxes.size(); ++i) {
    const nn::Point a = places.boxes[i];
    inside &= a.x >= 0.5 - 1e-9 && a.x <= places.width - 0.5 + 1e-9;
    inside &= a.y > 0 && a.y < static_cast<double>(places.rows);
    for (std::size_t k = 0; k < i; ++k)  // a box is 1 wide, 1 high
      apart &= places.boxes[k].y != a.y ||
               std::abs(places.boxes[k].x - a.x) >= 1 - 1e-9;
  }
  for (std::size_t k = 0; k < places.ways.size(); ++k) {
    const auto& way = places.ways[k];
    for (std::size_t i = 1; i < way.size(); ++i)
      down &= way[i].y == way[i - 1].y + 1;
    const nn::Point begin = places.boxes[picture.arrows[k].from];
    const nn::Point end = places.boxes[picture.arrows[k].to];
    down &= way.front().x == begin.x && way.front().y == begin.y;
    down &= way.back().x == end.x && way.back().y == end.y;
  }
  BOOST_TEST(apart);
  BOOST_TEST(inside);
  BOOST_TEST(down);
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_boxes_do_not_overlap_and_arrows_point_down) {
  const Neuron one = neuron();
  const Graph& graph = one.program.graph;
  expect_readable(picture_of(graph, roles(graph, one.loss, graph.size())));
  const DataFlow flow = data_flow(4);
  expect_readable(picture_of(flow.program.graph, flow.groups));
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    expect_readable(random_picture(5 + seed, 2 * seed, seed));
  expect_readable(random_picture(1, 0, 1));
  BOOST_TEST(layout(Picture{}).boxes.empty());
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_roles_are_inputs_forward_and_backward) {
  const Neuron one = neuron();
  const Graph& graph = one.program.graph;
  const std::vector<Role> role = roles(graph, one.loss, one.program.results[1]);
  BOOST_TEST((role[graph.find("x")] == Role::input));
  BOOST_TEST((role[one.loss] == Role::forward));
  BOOST_TEST((role[one.loss + 1] == Role::constant));
  BOOST_TEST((role[one.program.results[1]] == Role::backward));
  BOOST_TEST(std::count(role.begin(), role.end(), Role::update) == 0);
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_two_edges_are_one_arrow) {
  Graph graph;
  const Tensor x = graph.input("x", {2});
  const Tensor y = x * x + x;
  const Picture picture = picture_of(graph, roles(graph, y.id, y.id));
  BOOST_TEST(picture.arrows.size() == 3u);  // x to *, x to +, * to +
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_graphviz_text_has_every_box_and_arrow) {
  const DataFlow flow = data_flow(4);
  const Picture picture = picture_of(flow.program.graph, flow.groups);
  const std::string text = dot(picture);
  BOOST_TEST(lines_with(text, " [label=") == picture.boxes.size());
  BOOST_TEST(lines_with(text, " -> ") == picture.arrows.size());
  BOOST_TEST(lines_with(text, "subgraph cluster_") == 3u);
  const Picture quotes = {{{"say \"x\\y\"", "", Role::input, ""}}, {}};
  BOOST_TEST(dot(quotes).find(R"("say \"x\\y\"\n")") != std::string::npos);
}

/// A PATH of this test's own, and a folder.
class OwnPath {
 public:
  OwnPath() : before_(std::getenv("PATH")) {
    std::string name =
        (std::filesystem::temp_directory_path() / "dot-XXXXXX").string();
    BOOST_TEST_REQUIRE(mkdtemp(name.data()) != nullptr);
    folder = name;
    setenv("PATH", (name + "/bin").c_str(), 1);
    std::filesystem::create_directory(folder / "bin");
  }
  ~OwnPath() {
    setenv("PATH", before_.c_str(), 1);
    std::filesystem::remove_all(folder);
  }
  std::filesystem::path folder;

 private:
  std::string before_;
};

// Row 45: with a program that is called dot, and without one.
BOOST_AUTO_TEST_CASE(row_45_graphviz_draws_where_it_is_installed) {
  OwnPath path;
  const Picture picture = {{{"a; rm -rf $HOME", "", Role::input, ""}}, {}};
  const auto file = path.folder / "a picture.dot";  // no shell: spaces are fine
  BOOST_TEST(!write_dot(picture, file));
  BOOST_TEST(std::filesystem::exists(file));
  const auto program = path.folder / "bin/dot";
  std::ofstream(program) << "#!/bin/sh\n[ $# = 4 ] || exit 1\n"
                            "while read line; do echo \"$line\"; done < \"$4\" "
                            "> \"$3\"\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  BOOST_TEST(write_dot(picture, file));
  BOOST_TEST(std::filesystem::file_size(file.string() + ".svg") > 0u);
  std::ofstream(program) << "#!/bin/sh\nexit 3\n";
  BOOST_TEST(!write_dot(picture, file));
}

// Row 45: D6's boxes are all of the graph, in its order.
BOOST_AUTO_TEST_CASE(row_45_the_boxes_hold_every_node_once) {
  const DataFlow flow = data_flow(4);
  Id next = 0;
  for (const Group& group : flow.groups) {
    BOOST_TEST(group.begin == next);
    next = group.end;
  }
  BOOST_TEST(next == flow.program.graph.size());
  auto crossed = flow.groups;
  std::swap(crossed[1], crossed[2]);
  BOOST_CHECK_THROW(picture_of(flow.program.graph, crossed), nn::Error);
  BOOST_CHECK_THROW(
      picture_of(flow.program.graph,
                 std::vector<Group>{{"none", 3, 3, Role::input, ""}}),
      nn::Error);
}

// Row 45, claim: the way back needs what the way forward has computed.
BOOST_AUTO_TEST_CASE(row_45_gradients_read_the_layers_values) {
  const DataFlow flow = data_flow(4);
  const Picture picture = picture_of(flow.program.graph, flow.groups);
  const auto box = [&](const std::string& title) {
    for (std::size_t i = 0; i < picture.boxes.size(); ++i)
      if (picture.boxes[i].title.starts_with(title)) return i;
    throw nn::Error("no box " + title);
  };
  const auto leads = [&](const std::string& from, const std::string& to) {
    const std::size_t a = box(from), b = box(to);
    return std::any_of(picture.arrows.begin(), picture.arrows.end(),
                       [&](auto& x) { return x.from == a && x.to == b; });
  };
  for (const char* from : {"reshape", "ReLU", "softmax", "W2"})
    BOOST_TEST(leads(from, "gradients"));
  // Not the images themselves, nor a bias: adding needs no value to go back.
  for (const char* from : {"input", "b1", "b2", "W1"})
    BOOST_TEST(!leads(from, "gradients"));
  for (const char* w : {"W1 -", "b1 -", "W2 -", "b2 -"})
    BOOST_TEST(leads("gradients", w));
}

// Row 45: D6's graph is one that learns.
BOOST_AUTO_TEST_CASE(row_45_the_data_flow_graph_learns) {
  const DataFlow flow = data_flow(12);
  Interpreter<double> interpreter(flow.program);
  nn::Random random(1);
  const Graph& graph = flow.program.graph;
  for (const char* name : {"images", "W1", "b1", "W2", "b2"}) {
    const Dims& dims = graph[graph.find(name)].dims;
    arma::mat numbers(dims[0], count(dims) / dims[0]);
    numbers.imbue([&] { return random.uniform(-0.3, 0.3); });
    interpreter.set(name, numbers);
  }
  arma::mat labels(1, 12);
  labels.imbue([&] { return random.integer(10); });
  interpreter.set("labels", labels);
  interpreter.set("rate", arma::mat(1, 1, arma::fill::value(0.5)));
  std::vector<double> losses;
  for (int i = 0; i < 200; ++i) {
    interpreter.run();
    losses.push_back(interpreter.value(flow.program.results[0])(0));
  }
  BOOST_TEST(losses.front() > 2);    // about log(10)
  BOOST_TEST(losses.back() < 0.05);  // twelve images are learned by heart
}

// Row 45
BOOST_AUTO_TEST_CASE(row_45_a_tensor_is_sent_to_a_device_once) {
  Graph graph;
  const Tensor x = graph.input("x", {3, 2});  // 6 numbers
  const Tensor a = exp(x), b = tanh(x);       // both on device 1
  const Tensor c = a + b;                     // on device 0
  const Traffic sent = traffic(graph, {0, 1, 1, 0});
  BOOST_TEST(sent.tensors == 3u);  // x once, a, b
  BOOST_TEST(sent.numbers == 18u);
  BOOST_TEST(traffic(graph, {0, 0, 0, 0}).tensors == 0u);
  BOOST_TEST(c.id == 3u);
}

// Row 45, claim: where the graph is cut decides what must be sent.
BOOST_AUTO_TEST_CASE(row_45_a_cut_between_layers_sends_least) {
  const DataFlow flow = data_flow(16);
  const std::size_t size = flow.program.graph.size();
  std::vector<int> other(size), layer(size);
  for (const Group& group : flow.groups)
    for (Id id = group.begin; id < group.end; ++id) {
      other[id] = static_cast<int>(id % 2);
      layer[id] = !group.frame.starts_with("ReLU");
    }
  BOOST_TEST(traffic(flow.program.graph, layer).numbers * 4 <
             traffic(flow.program.graph, other).numbers);
}

}  // namespace chapter14
