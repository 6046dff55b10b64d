#include "data_flow.hpp"

#include <set>

#include "derivative.hpp"
#include "elementwise.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {

// #region neuron
Neuron neuron() {
  Neuron result;
  Graph& graph = result.program.graph;
  const Tensor x = graph.input("x", {2, 4}), t = graph.input("t", {1, 4});
  const Tensor w = graph.input("w", {1, 2}), b = graph.input("b", {1});
  const Tensor z = named("z", product(w, x) + b);
  const Tensor y = named("y", sigmoid(z));
  const Tensor loss = named("loss", mean_squared_error(y, t));
  const Tensors d = gradient(loss, {w, b});
  result.program.results = {loss.id, d[0].id, d[1].id};
  result.loss = loss.id;
  return result;
}
// #endregion neuron

namespace {

/// Makes nodes and notes which they are.
class Grouped {
 public:
  explicit Grouped(DataFlow& flow) : flow_(flow) {}

  template <class Make>
  auto operator()(const std::string& title, Role role, const std::string& frame,
                  Make make) {
    const Id begin = flow_.program.graph.size();
    auto result = make();
    flow_.groups.push_back(
        {title, begin, flow_.program.graph.size(), role, frame});
    return result;
  }

  Tensor input(const std::string& title, const std::string& name,
               const Dims& dims, const std::string& frame = "") {
    return (*this)(title, Role::input, frame,
                   [&] { return flow_.program.graph.input(name, dims); });
  }

  /// product(W, x) + b
  Tensor linear(const std::string& k, const Tensor& x, std::size_t out,
                const std::string& frame) {
    const Tensor W = input("W" + k, "W" + k, {out, x.dims()[0]}, frame);
    const Tensor b = input("b" + k, "b" + k, {out}, frame);
    parameters.push_back(W), parameters.push_back(b);
    const Tensor Wx = (*this)("product | 乘积", Role::forward, frame,
                              [&] { return product(W, x); });
    return (*this)("add bias | 加偏置", Role::forward, frame,
                   [&] { return Wx + b; });
  }

  Tensors parameters;

 private:
  DataFlow& flow_;
};

Tensor cross_entropy(const Tensor& p, const Tensor& labels) {
  return mean(-log(gather(p, labels)));
}

}  // namespace

// #region data_flow
DataFlow data_flow(std::size_t samples) {
  DataFlow flow;
  Grouped add(flow);
  const std::string relu_layer = "ReLU layer | ReLU 层";
  const std::string logit_layer = "logit layer | logit 层";
  const std::string trainer = "SGD trainer | SGD 训练器";
  const Tensor images = add.input("input | 输入", "images", {8, 8, samples});
  const Tensor x = add("reshape | 变形", Role::forward, "", [&] {
    return reshape(images, {64, samples});
  });
  const Tensor z = add.linear("1", x, 32, relu_layer);
  const Tensor h =
      add("ReLU", Role::forward, relu_layer, [&] { return relu(z); });
  const Tensor logits = add.linear("2", h, 10, logit_layer);
  const Tensor p =
      add("softmax", Role::forward, "", [&] { return softmax(logits); });
  const Tensor labels = add.input("labels | 标签", "labels", {1, samples});
  const Tensor loss = add("cross-entropy | 交叉熵", Role::forward, "",
                          [&] { return cross_entropy(p, labels); });
  const Tensors d = add("gradients | 梯度", Role::backward, "",
                        [&] { return gradient(loss, add.parameters); });
  const Tensor rate = add.input("rate | 学习率", "rate", {});
  for (std::size_t i = 0; i < d.size(); ++i) {
    const Tensor& w = add.parameters[i];
    const std::string name = w.node().name;
    const Tensor next = add(name + " - rate d" + name, Role::update, trainer,
                            [&] { return w - rate * d[i]; });
    flow.program.updates.push_back({w.id, next.id});
  }
  flow.program.results = {loss.id};
  return flow;
}
// #endregion data_flow

Traffic traffic(const Graph& graph, const std::vector<int>& device) {
  std::set<std::pair<Id, int>> sent;
  Traffic result;
  for (Id id = 0; id < graph.size(); ++id)
    for (const Id from : graph[id].inputs) {
      if (device[from] == device[id] || is_constant(graph[from])) continue;
      if (!sent.insert({from, device[id]}).second) continue;
      ++result.tensors;
      result.numbers += count(graph[from].dims);
    }
  return result;
}

}  // namespace chapter14
