// Opening. A network that reads images and names them, in one file. (3 s)
//
// It learns from 60,000 images, then names 10,000 that it has never seen. In
// brackets: the chapter that takes the line apart.
#include "nn/core/armadillo.hpp"
#include "nn/core/print.hpp"
#include "nn/core/random.hpp"
#include "nn/data/dataset.hpp"
#include "nn/program/program.hpp"

#include "show.hpp"

// #region network
/// 784 pixels -> 100 hidden neurons -> 10 scores, one for each class. [1, 3]
struct Network {
  arma::fmat W1, b1, W2, b2;
};

arma::fmat hidden(const Network& net, const arma::fmat& X) {
  arma::fmat Z = net.W1 * X;
  Z.each_col() += net.b1.col(0);
  return arma::clamp(Z, 0.0f, arma::fdatum::inf);  // ReLU [3]
}

arma::fmat scores(const Network& net, const arma::fmat& H) {
  arma::fmat Z = net.W2 * H;
  Z.each_col() += net.b2.col(0);
  return Z;
}
// #endregion network

// #region learn
/// One step down the slope of the loss [4, 5]; returns the loss before it.
float learn(Network& net, const arma::fmat& X, const arma::fmat& truth,
            float rate) {
  const arma::fmat H = hidden(net, X);
  arma::fmat P = arma::exp(scores(net, H));
  P.each_row() /= arma::sum(P, 0);  // softmax: scores become probabilities [4]
  const auto n = float(X.n_cols);
  const arma::fmat dZ2 = (P - truth) / n;  // backward [3, 4]
  const arma::fmat dZ1 = (net.W2.t() * dZ2) % arma::sign(H);
  net.W2 -= rate * dZ2 * H.t();
  net.b2 -= rate * arma::sum(dZ2, 1);
  net.W1 -= rate * dZ1 * X.t();
  net.b1 -= rate * arma::sum(dZ1, 1);
  return -arma::accu(truth % arma::log(P)) / n;  // cross-entropy [4]
}
// #endregion learn

// #region start
/// Small random weights, as large as He et al. advise [6].
arma::fmat weights(arma::uword outputs, arma::uword inputs,
                   nn::Random& random) {
  arma::fmat W(outputs, inputs);
  for (float& w : W)
    w = float(random.normal() * std::sqrt(2.0 / double(inputs)));
  return W;
}

/// One image a column [0], its pixels from -0.5 to 0.5 [2].
arma::fmat columns(const nn::Dataset& data) {
  arma::fmat X(784, data.size());
  for (arma::uword i = 0; i < X.n_elem; ++i)
    X(i) = float(data.pixels[i]) / 255 - 0.5f;
  return X;
}

/// For each image ten numbers: 1 for its class, 0 for the others [4].
arma::fmat one_hot(const nn::Dataset& data) {
  arma::fmat T(10, data.size());
  for (arma::uword i = 0; i < T.n_cols; ++i)
    T(arma::uword(data.labels[i]), i) = 1;
  return T;
}
// #endregion start

// #region main
int main(int argc, char** argv) {
  nn::Program program("opening", "A network that reads images and names them.");
  return program.run(argc, argv, [](const nn::Options& options) {
    const nn::TrainTest images = nn::load_images("fashion-mnist");
    const arma::fmat X = columns(images.train), T = one_hot(images.train);
    nn::Random random(options.seed);
    Network net{weights(100, 784, random), arma::fmat(100, 1),
                weights(10, 100, random), arma::fmat(10, 1)};
    std::vector<std::uint32_t> order(X.n_cols);
    for (std::uint32_t i = 0; i < order.size(); ++i)
      order[i] = i;

    const int epochs = options.smoke ? 1 : 5;
    for (int epoch = 1; epoch <= epochs; ++epoch) {
      random.shuffle(order);  // each epoch in another order [5]
      const arma::uvec shuffled = arma::conv_to<arma::uvec>::from(order);
      double loss = 0;
      for (arma::uword i = 0; i < X.n_cols; i += 50) {
        const arma::uvec batch = shuffled.subvec(i, i + 49);
        loss += learn(net, X.cols(batch), T.cols(batch), 0.1f) * 50;
      }
      fmt::print("epoch {}: loss {:.3f}\n", epoch, loss / double(X.n_cols));
    }

    const arma::fmat S = scores(net, hidden(net, columns(images.test)));
    show(images.test, arma::index_max(S, 0).t());
  });
}
// #endregion main
