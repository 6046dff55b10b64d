#include "scalar_network.hpp"

namespace chapter14 {

ScalarNetwork::ScalarNetwork(Biases biases) {
  learned = w;
  if (biases == Biases::fixed) return;
  if (biases == Biases::shared) b[1] = b[0], b[3] = b[2];
  learned.insert(learned.end(), {b[0], b[2]});
  if (biases == Biases::own) learned.insert(learned.end(), {b[1], b[3]});
}

// #region scalar_training
ScalarOutputs forward(const ScalarNetwork& net) {
  const auto& [w, b, learned] = net;
  const Value i1 = 0.05, i2 = 0.10, t1 = 0.01, t2 = 0.99;
  const Value h1 = sigmoid(w[0] * i1 + w[1] * i2 + b[0]);
  const Value h2 = sigmoid(w[2] * i1 + w[3] * i2 + b[1]);
  const Value o1 = sigmoid(w[4] * h1 + w[5] * h2 + b[2]);
  const Value o2 = sigmoid(w[6] * h1 + w[7] * h2 + b[3]);
  return {o1, o2, square(t1 - o1) / 2 + square(t2 - o2) / 2};
}

double step(ScalarNetwork& net, double rate) {
  const Value error = forward(net).error;
  error.backward();
  for (Value& weight : net.learned) {
    weight.set(weight.value() - rate * weight.gradient());
    weight.zero_gradients();
  }
  return error.value();
}
// #endregion scalar_training

std::vector<double> train(ScalarNetwork& net, int steps, double rate) {
  std::vector<double> errors;
  for (int i = 0; i < steps; ++i)
    errors.push_back(step(net, rate));
  errors.push_back(forward(net).error.value());
  return errors;
}

}  // namespace chapter14
