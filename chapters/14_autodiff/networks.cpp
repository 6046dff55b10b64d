#include "networks.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "images.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "shapes.hpp"

namespace chapter14 {
namespace {

/// Makes parameters as it goes along, numbered like the library's layers.
class Builder {
 public:
  Builder(Graph& graph, Network& network) : graph_(graph), network_(network) {}

  Tensor linear(const Tensor& x, std::size_t out) {
    const Tensor W = parameter("W", {out, x.dims()[0]});
    const Tensor b = parameter("b", {out});
    return product(W, x) + b;
  }

  Tensor conv(const Tensor& x, std::size_t out) {
    const Tensor W = parameter("W", {out, 9 * x.dims()[0]});
    const Tensor b = parameter("b", {out});
    return convolution(W, b, x, {.kernel = 3, .stride = 1, .padding = 1});
  }

 private:
  Tensor parameter(const std::string& letter, const Dims& dims) {
    const std::size_t layer = 1 + network_.parameters.size() / 2;
    const Tensor p = graph_.input(letter + std::to_string(layer), dims);
    network_.parameters.push_back(p);
    return p;
  }

  Graph& graph_;
  Network& network_;
};

}  // namespace

// #region networks
Network mlp(Graph& graph, std::size_t samples) {
  Network net = {graph.input("x", {784, samples}),
                 graph.input("labels", {1, samples}),
                 {},
                 {}};
  Builder add(graph, net);
  const Tensor h1 = named("h1", relu(add.linear(net.x, 256)));
  const Tensor h2 = named("h2", relu(add.linear(h1, 128)));
  net.logits = named("logits", add.linear(h2, 10));
  return net;
}

Network cnn(Graph& graph, std::size_t samples) {
  Network net = {graph.input("x", {784, samples}),
                 graph.input("labels", {1, samples}),
                 {},
                 {}};
  Builder add(graph, net);
  const nn::Window pairs = {.kernel = 2, .stride = 2, .padding = 0};
  const Tensor image = reshape(net.x, {1, 28, 28, samples});
  const Tensor p1 = named("p1", max_pool(relu(add.conv(image, 16)), pairs));
  const Tensor p2 = named("p2", max_pool(relu(add.conv(p1, 32)), pairs));
  const Tensor flat = reshape(p2, {1568, samples});
  const Tensor h = named("h", relu(add.linear(flat, 128)));
  net.logits = named("logits", add.linear(h, 10));
  return net;
}
// #endregion networks

namespace {

/// What an optimizer keeps, or 0 once it has decayed below 1e-30.
Tensor kept(const Tensor& x) {
  return where(less(absolute(x), x.graph->constant(1e-30)),
               x.graph->constant(0), x);
}

}  // namespace

// #region adam
void add_adam(Program& program, const Tensors& parameters,
              const Tensors& gradients) {
  Graph& graph = program.graph;
  const Tensor rate = graph.input("rate", {}), scale = graph.input("scale", {});
  const Tensor epsilon = graph.constant(1e-8);
  const Tensor beta1 = graph.constant(0.9), beta2 = graph.constant(0.999);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Tensor &w = parameters[i], &g = gradients[i];
    const std::string name = w.node().name;
    const Dims dims = w.dims();
    const Tensor m = graph.input("m_" + name, dims);
    const Tensor v = graph.input("v_" + name, dims);
    const Tensor mean = kept(fma(beta1, m, (1 - 0.9) * g));
    const Tensor square = kept(fma(beta2, v, (1 - 0.999) * g * g));
    const Tensor step = rate * mean / fma(sqrt(square), scale, epsilon);
    named("next_m", mean), named("next_v", square);
    program.updates.push_back({m.id, mean.id});
    program.updates.push_back({v.id, square.id});
    program.updates.push_back({w.id, named("next", w - step).id});
  }
}
// #endregion adam

// #region training_step
TrainingStep training_step(const std::string& network, std::size_t samples) {
  TrainingStep step;
  Graph& graph = step.program.graph;
  const Network net =
      network == "mlp" ? mlp(graph, samples) : cnn(graph, samples);
  const Tensor loss =
      named("loss", softmax_cross_entropy(net.logits, net.labels));
  add_adam(step.program, net.parameters, gradient(loss, net.parameters));
  step.program.results = {loss.id};
  step.loss = loss.id;
  for (const Tensor& p : net.parameters)
    step.parameters.push_back(p.node().name);
  return step;
}
// #endregion training_step

}  // namespace chapter14
