#include "scalar.hpp"

#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "nn/core/error.hpp"

namespace chapter14 {

// #region scalar_node
struct Value::Node {
  double y = 0;
  double gradient = 0;
  const ScalarOperation* operation = nullptr;  // none: the number was given
  std::vector<std::shared_ptr<Node>> inputs = {};
  double number = 0;                       // of the operation itself
  std::vector<std::size_t> versions = {};  // of the inputs when they were used
  std::size_t version = 0;                 // how often y was changed
  bool walked = false;                     // by backward

  double a() const { return inputs[0]->y; }
  double b() const { return inputs.size() > 1 ? inputs[1]->y : number; }
  ~Node();
  void compute();
  void expect_fresh() const;
};
// #endregion scalar_node

// #region scalar_destructor
/// Takes the nodes behind it apart one by one: if each destroyed its inputs, a
/// long chain would overflow the stack.
Value::Node::~Node() {
  std::vector<std::shared_ptr<Node>> rest = std::move(inputs);
  while (!rest.empty()) {
    const std::shared_ptr<Node> node = std::move(rest.back());
    rest.pop_back();
    if (node.use_count() > 1) continue;  // somebody else needs it
    for (std::shared_ptr<Node>& input : node->inputs)
      rest.push_back(std::move(input));
    node->inputs.clear();
  }
}
// #endregion scalar_destructor

void Value::Node::compute() {
  y = operation->value(a(), b());
  versions.clear();
  for (const auto& input : inputs)
    versions.push_back(input->version);
}

void Value::Node::expect_fresh() const {
  if (walked)
    throw nn::Error(fmt::format(
        "backward: the result of \"{}\" ({}) has been walked through before, "
        "and its gradient would count twice; compute the formula anew, or call "
        "zero_gradients() first",
        operation->name, y));
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i]->version != versions[i])
      throw nn::Error(fmt::format(
          "backward: input {} of \"{}\" was changed after it was used, to {}; "
          "compute the formula anew",
          i, operation->name, inputs[i]->y));
}

Value::Value(double value) : node_(std::make_shared<Node>()) {
  node_->y = value;
}

/// A new value, which remembers how it was made.
Value Value::made(const ScalarOperation& operation,
                  const std::vector<Value>& inputs, double number) {
  Value result(0.0);
  Node& node = *result.node_;
  node.operation = &operation;
  node.number = number;
  for (const Value& input : inputs)
    node.inputs.push_back(input.node_);
  node.compute();
  return result;
}

// #region topological_order
/// Every node that `end` is made of, inputs before their users. The path is a
/// list, not a recursion: a long chain must not overflow the stack.
std::vector<Value::Node*> Value::topological_order(Node* end) {
  std::vector<Node*> order, path = {end};
  std::vector<std::size_t> next = {0};  // which input to look at, on the path
  std::unordered_map<const Node*, bool> finished = {{end, false}};
  while (!path.empty()) {
    Node* node = path.back();
    if (next.back() == node->inputs.size()) {
      finished[node] = true;
      order.push_back(node);
      path.pop_back(), next.pop_back();
      continue;
    }
    Node* input = node->inputs[next.back()++].get();
    const auto found = finished.emplace(input, false);
    if (found.second)
      path.push_back(input), next.push_back(0);
    else if (!found.first->second)  // it is on the path already
      throw nn::Error(cycle(path, input));
  }
  return order;
}
// #endregion topological_order

/// Says which way leads from a node back to itself.
std::string Value::cycle(const std::vector<Node*>& path, const Node* again) {
  std::string way = fmt::format("\"{}\"", again->operation->name);
  for (std::size_t i = path.size(); i-- > 0;) {
    way += fmt::format(" -> \"{}\"", path[i]->operation->name);
    if (path[i] == again) break;
  }
  return "a value would be made of itself: " + way;
}

// #region scalar_backward
void Value::backward() const {
  const std::vector<Node*> order = topological_order(node_.get());
  for (const Node* node : order)
    node->expect_fresh();
  node_->gradient += 1;
  for (std::size_t k = order.size(); k-- > 0;) {
    Node& node = *order[k];
    if (!node.operation) continue;
    const auto slopes = node.operation->slopes(node.a(), node.b(), node.y);
    for (std::size_t i = 0; i < node.inputs.size(); ++i)
      node.inputs[i]->gradient += node.gradient * slopes[i];
    node.walked = true;
  }
}
// #endregion scalar_backward

void Value::zero_gradients() const {
  for (Node* node : topological_order(node_.get())) {
    node->gradient = 0;
    node->walked = false;
  }
}

void Value::set(double value) {
  if (node_->operation)
    throw nn::Error(fmt::format(
        "set: this value is the result of \"{}\"; change what it is made of, "
        "and compute it anew",
        node_->operation->name));
  node_->y = value;
  ++node_->version;
}

void Value::replace_input(std::size_t input, const Value& by) {
  if (input >= node_->inputs.size())
    throw nn::Error(
        fmt::format("replace_input: \"{}\" has {} inputs, there is no input {}",
                    operation(), node_->inputs.size(), input));
  std::shared_ptr<Node>& place = node_->inputs[input];
  const std::shared_ptr<Node> before = std::exchange(place, by.node_);
  try {
    topological_order(node_.get());
  } catch (const nn::Error& error) {
    place = before;  // nodes in a circle would never be destroyed
    throw nn::Error(fmt::format("replace_input: {}", error.what()));
  }
  node_->compute();
  ++node_->version;
}

double Value::value() const {
  return node_->y;
}
double Value::gradient() const {
  return node_->gradient;
}
const char* Value::operation() const {
  return node_->operation ? node_->operation->name : "";
}
std::vector<Value> Value::inputs() const {
  std::vector<Value> result;
  for (const std::shared_ptr<Node>& input : node_->inputs)
    result.push_back(Value(input));
  return result;
}

}  // namespace chapter14
