#include "shared.hpp"

#include "derivative.hpp"
#include "elementwise.hpp"
#include "interpreter.hpp"
#include "losses.hpp"
#include "products.hpp"
#include "random_matrix.hpp"

namespace chapter14 {
namespace {

// #region tied
Tensor autoencoder(const Tensor& encoder, const Tensor& decoder,
                   const Tensor& x) {
  const Tensor code = tanh(product(encoder, x));
  return mean_squared_error(product_tn(decoder, code), x);
}
// #endregion tied

}  // namespace

SharedGradients tied_autoencoder(std::size_t features, std::size_t hidden,
                                 std::size_t samples, std::uint64_t seed) {
  Program program;
  Graph& graph = program.graph;
  const Tensor x = graph.input("x", {features, samples});
  const Dims dims = {hidden, features};
  const Tensor W = graph.input("W", dims), W1 = graph.input("W1", dims),
               W2 = graph.input("W2", dims);
  // #region two_places
  const Tensor loss = autoencoder(W, W, x);
  const Tensor shared = gradient(loss, {W})[0];
  const Tensors apart = gradient(autoencoder(W1, W2, x), {W1, W2});
  // #endregion two_places
  nn::Random random(seed, nn::Stream::weights);
  const arma::mat weights = normal(random, hidden, features, 0.5);
  Interpreter<double> run(program);
  for (const char* name : {"W", "W1", "W2"})
    run.set(name, weights);
  run.set("x", normal(random, features, samples));
  run.run();
  return {run.value(apart[0]), run.value(apart[1]), run.value(shared),
          run.number(loss)};
}

}  // namespace chapter14
