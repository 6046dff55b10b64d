// #title en The first node that cannot be computed
// #title zh 第一个算不了的节点
//
// #text en
// A file from somewhere holds nodes. They are computed in the order in which
// they stand, so a node may take the network's input, a tensor of the file, and
// whatever a node before it gives, and nothing else. Write `first_wrong`, which
// returns the number of the first node that takes something else, from 0 on, or
// the number of nodes if there is none. A node may have several inputs and
// outputs. An input with the name `""` is one that the node can do without, and
// is right.
//
// #text zh
// 从别处来的文件里有一串节点，按排列的先后计算。
// 所以节点只能用三样东西：网络的输入、文件里的张量、排在它前面的节点给出的值。
// 写出函数 `first_wrong`，返回第一个用了别的东西的节点的编号，编号从 0 开始；
// 如果没有这样的节点，就返回节点的个数。一个节点可以有几个输入和几个输出。
// 名字为 `""` 的输入表示这个节点可以不要它，不算错。
//
// #hint en
// Keep a set of the names that are known. What is in it before the first node is
// looked at?
// #hint zh
// 用一个集合记下已知的名字。看第一个节点之前，里面该有什么？
// #hint en
// A node that takes what it gives itself is a cycle of one. When may its
// outputs join the set?
// #hint zh
// 节点用到自己给出的值，就是只有一个节点的环。它的输出什么时候才能放进集合？
#include <set>
#include <string>
#include <vector>

#include "nn/core/armadillo.hpp"
#include "nn/exercise/check.hpp"

struct Node {
  std::vector<std::string> inputs, outputs;
};

struct Network {
  std::string input;                 ///< what the user hands in
  std::vector<std::string> tensors;  ///< weights
  std::vector<Node> nodes;
};

/// The first node that takes what is not known yet; nodes.size() without one.
std::size_t first_wrong(const Network& network) {
  // #solution
  std::set<std::string> known = {"", network.input};
  known.insert(network.tensors.begin(), network.tensors.end());
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const Node& node = network.nodes[i];
    for (const std::string& input : node.inputs)
      if (!known.contains(input)) return i;
    known.insert(node.outputs.begin(), node.outputs.end());
  }
  return network.nodes.size();
  // #end
}

// #checks
void checks(nn::exercise::Checks& check) {
  const auto ask = [](const Network& network, std::size_t expected) {
    nn::exercise::expect_equal({"first_wrong(network)", {}},
                               first_wrong(network), expected);
  };
  check("two layers, one after the other", [&] {
    ask({"x", {"w"}, {{{"x", "w"}, {"a"}}, {{"a", "w"}, {"y"}}}}, 2);
  });
  check("a weight that is not in the file", [&] {
    ask({"x", {"w"}, {{{"x", "w"}, {"a"}}, {{"a", "v"}, {"y"}}}}, 1);
  });
  check("a convolution without its bias", [&] {
    ask({"x", {"w"}, {{{"x", "w", ""}, {"y"}}}}, 1);
  });
  check("a node that takes what it gives", [&] {
    ask({"x", {}, {{{"x"}, {"a"}}, {{"a", "b"}, {"b"}}, {{"b"}, {"y"}}}}, 1);
  });
  check("two nodes in a cycle", [&] {
    ask({"x", {}, {{{"x", "b"}, {"a"}}, {{"a"}, {"b"}}}}, 0);
  });
  check("the second output of a node", [&] {
    ask({"x", {}, {{{"x"}, {"a", "b"}}, {{"b"}, {"y"}}}}, 2);
  });
}

// #wrong Looks only at the first input of a node.
// #caught-by a weight that is not in the file
// #says expected 1, got 2
// -    for (const std::string& input : node.inputs)
// -      if (!known.contains(input)) return i;
// +    if (!known.contains(node.inputs[0])) return i;

// #wrong Takes an input that is left out for one that is missing.
// #caught-by a convolution without its bias
// #says expected 1, got 0
// -  std::set<std::string> known = {"", network.input};
// +  std::set<std::string> known = {network.input};

// #wrong Knows a node's outputs before it looks at its inputs.
// #caught-by a node that takes what it gives
// #says expected 1, got 3
// -    for (const std::string& input : node.inputs)
// +    known.insert(node.outputs.begin(), node.outputs.end());
// +    for (const std::string& input : node.inputs)

// #wrong Knows the outputs of all nodes from the start: no cycle is found.
// #caught-by a node that takes what it gives
// #says expected 1, got 3
// -  known.insert(network.tensors.begin(), network.tensors.end());
// +  known.insert(network.tensors.begin(), network.tensors.end());
// +  for (const Node& node : network.nodes)
// +    known.insert(node.outputs.begin(), node.outputs.end());

// #wrong Keeps only the first output of a node.
// #caught-by the second output of a node
// #says expected 2, got 1
// -    known.insert(node.outputs.begin(), node.outputs.end());
// +    known.insert(node.outputs[0]);
