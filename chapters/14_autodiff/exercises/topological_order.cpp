// #title en An order in which a graph can be computed
// #title zh 计算图可以按什么次序算
//
// #text en
// `inputs[i]` lists the nodes that node `i` is computed from; one may stand
// there twice. Write `topological_order`, which returns all nodes in an order
// in which each comes after its inputs. There may be several such orders: any
// of them will do. If there is none, since nodes wait for each other in a
// circle, throw an `nn::Error` that says so.
//
// A graph may be a chain of hundreds of thousands of nodes, numbered in any
// way. A function that calls itself from node to node would overflow the stack.
//
// #text zh
// `inputs[i]` 列出计算节点 `i` 要用到的节点，同一个节点可以出现两次。
// 写出函数 `topological_order`，返回全部节点的一个次序，
// 使每个节点都排在它的输入之后。这样的次序可能不止一个，给出哪一个都行。
// 如果几个节点互相等待，绕成了圈，就没有这样的次序：
// 这时抛出 `nn::Error`，说明原因。
//
// 图可能是几十万个节点连成的一条链，编号可以是任意的。
// 函数若从一个节点到下一个节点调用自己，栈就会溢出。
//
// #hint en
// Which nodes can be computed at once? Which ones after these?
// #hint zh
// 哪些节点马上就能算？算完它们，接着能算哪些？
// #hint en
// Count for every node how many inputs it still waits for. Whoever is computed
// tells its users; for that, a list of the users of each node is needed.
// #hint zh
// 给每个节点记一个数：它还在等几个输入。一个节点算好了，就通知用到它的节点；
// 为此先要列出每个节点被谁用到。
// #hint en
// The order itself is the queue of those whose turn has come. What is missing
// in it, at the end, is in a circle or behind one.
// #hint zh
// 结果本身就可以当作队列，轮到谁就把谁排进去。
// 最后没有排进来的节点，不是在圈里，就是要等圈里的节点。
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <sys/resource.h>

#include "nn/core/error.hpp"
#include "nn/exercise/check.hpp"

using Nodes = std::vector<std::size_t>;

/// All nodes, each after its inputs; nn::Error if there is a cycle.
Nodes topological_order(const std::vector<Nodes>& inputs) {
  // #solution
  Nodes waits(inputs.size());
  std::vector<Nodes> users(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    waits[i] = inputs[i].size();
    for (const std::size_t input : inputs[i])
      users[input].push_back(i);
  }
  Nodes order;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (waits[i] == 0) order.push_back(i);
  for (std::size_t k = 0; k < order.size(); ++k)
    for (const std::size_t user : users[order[k]])
      if (--waits[user] == 0) order.push_back(user);
  if (order.size() < inputs.size())
    throw nn::Error(
        "topological_order: " + std::to_string(inputs.size() - order.size()) +
        " nodes wait for each other; expected no cycle");
  return order;
  // #end
}

// #checks
std::string to_text(const std::vector<Nodes>& inputs) {
  std::string text;
  for (const Nodes& nodes : inputs) {
    text += text.empty() ? "{" : " {";
    for (const std::size_t node : nodes)
      text += (text.back() == '{' ? "" : " ") + std::to_string(node);
    text += "}";
  }
  return text;
}

void ask_for_order(const std::vector<Nodes>& inputs, const std::string& text) {
  const nn::exercise::Asked asked{"topological_order(inputs)",
                                  {{"inputs", text}}};
  const Nodes order = topological_order(inputs);
  Nodes sorted = order, all(inputs.size());
  std::sort(sorted.begin(), sorted.end());
  std::iota(all.begin(), all.end(), std::size_t{0});
  nn::exercise::expect_equal(
      {"the nodes of " + asked.call + ", sorted", asked.inputs}, sorted, all);
  Nodes place(order.size());
  for (std::size_t k = 0; k < order.size(); ++k)
    place[order[k]] = k;
  for (std::size_t i = 0; i < order.size(); ++i)
    for (const std::size_t input : inputs[i])
      if (place[input] >= place[i])
        nn::exercise::expect(asked, false,
                             "node " + std::to_string(i) +
                                 " comes after its input " +
                                 std::to_string(input));
}

/// A stack of 8 MB, as most systems have it, where it is larger.
void limit_stack() {
  rlimit stack{};
  ::getrlimit(RLIMIT_STACK, &stack);
  stack.rlim_cur = std::min(stack.rlim_cur, rlim_t{8} << 20);
  ::setrlimit(RLIMIT_STACK, &stack);
}

void checks(nn::exercise::Checks& check) {
  const auto ask = [](const std::vector<Nodes>& inputs) {
    ask_for_order(inputs, to_text(inputs));
  };
  check("a chain", [&] { ask({{}, {0}, {1}}); });
  check("a chain with its end first", [&] { ask({{1}, {2}, {}}); });
  check("a short way and a long one", [&] { ask({{}, {0}, {1}, {0, 2}}); });
  check("one node used twice", [&] { ask({{1, 1}, {}, {0}}); });
  check("nothing, and nothing that is connected", [&] {
    ask({});
    ask({{}, {}});
  });
  check("a circle", [] {
    const std::vector<Nodes> inputs{{}, {0, 3}, {1}, {2}};
    bool ours = true;
    const auto call = [&] {
      try {
        topological_order(inputs);
      } catch (const std::exception& error) {
        ours = dynamic_cast<const nn::Error*>(&error) != nullptr;
        throw;
      }
    };
    const nn::exercise::Asked asked{"topological_order(inputs)",
                                    {{"inputs", to_text(inputs)}}};
    nn::exercise::expect_error(asked, call);
    nn::exercise::expect(asked, ours, "the error is an nn::Error");
  });
  check("a chain of 300000 nodes", [] {
    limit_stack();
    std::vector<Nodes> inputs(300000);
    for (std::size_t i = 0; i + 1 < inputs.size(); ++i)
      inputs[i] = {i + 1};
    ask_for_order(inputs, "{1} {2} {3} ... {299999} {}");
  });
}

// #wrong Takes a node as soon as one of its inputs is there.
// #caught-by a short way and a long one
// #says node 3 comes after its input 2
// -      if (--waits[user] == 0) order.push_back(user);
// +      if (std::exchange(waits[user], 0) > 0) order.push_back(user);

// #wrong Trusts that nodes are numbered in an order that will do.
// #caught-by a chain with its end first
// #says node 0 comes after its input 1
// -  return order;
// +  std::sort(order.begin(), order.end());
// +  return order;

// #wrong Notes a user once, but waits for it twice.
// #caught-by one node used twice
// #says threw nn::Error
// -      users[input].push_back(i);
// +      if (users[input].empty() || users[input].back() != i)
// +        users[input].push_back(i);

// #wrong Leaves out the nodes of a circle and says nothing.
// #caught-by a circle
// #says got a result as if all were well
// -  if (order.size() < inputs.size())
// +  if (order.size() > inputs.size())

// #wrong Calls itself from node to node.
// #caught-by a chain of 300000 nodes
// #says crashed
// -  for (std::size_t i = 0; i < inputs.size(); ++i)
// -    if (waits[i] == 0) order.push_back(i);
// -  for (std::size_t k = 0; k < order.size(); ++k)
// -    for (const std::size_t user : users[order[k]])
// -      if (--waits[user] == 0) order.push_back(user);
// +  const std::function<void(std::size_t)> take = [&](std::size_t node) {
// +    order.push_back(node);
// +    for (const std::size_t user : users[node])
// +      if (--waits[user] == 0) take(user);
// +  };
// +  for (std::size_t i = 0; i < inputs.size(); ++i)
// +    if (inputs[i].empty()) take(i);
