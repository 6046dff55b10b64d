/// A sparse autoencoder: a network that has to give back its input through
/// hidden units of which few may be on.
///
/// Sources: Olshausen and Field, "Emergence of simple-cell receptive field
/// properties by learning a sparse code for natural images", Nature 381, 1996
/// (why sparse); Lee, Ekanadham and Ng, NIPS 2007 (the penalty on means).
#pragma once

#include "nn/layers/activation.hpp"
#include "nn/layers/linear.hpp"
#include "nn/model/sequential.hpp"

namespace chapter12 {

/// How sparse: the mean activation that is wanted, and what it weighs. Weight 0
/// is an ordinary autoencoder.
struct Sparsity {
  double mean = 0.05;
  double weight = 0.1;
};

/// Equation (12.10): the divergence of a coin that shows 1 with probability
/// `found` from one that does with probability `wanted`; and its derivative
/// with respect to `found`.
inline double divergence(double wanted, double found) {
  return wanted * std::log(wanted / found) +
         (1 - wanted) * std::log((1 - wanted) / (1 - found));
}
inline double divergence_slope(double wanted, double found) {
  return (1 - wanted) / (1 - found) - wanted / found;
}

/// One hidden layer of sigmoids, one linear output for each input. The decoder
/// starts at 0, so that its pictures show what was learned and no noise.
template <nn::Backend B>
class SparseAutoencoder {
 public:
  using Matrix = typename B::Matrix;
  using Number = typename Matrix::elem_type;

  SparseAutoencoder(std::size_t inputs, std::size_t hidden, Sparsity sparsity,
                    std::uint64_t seed)
      : encoder({inputs}), decoder({hidden}), sparsity_(sparsity) {
    encoder.template add<nn::Linear>(inputs, hidden, nn::xavier());
    encoder.template add<nn::Sigmoid>();
    encoder.build(seed);
    decoder.template add<nn::Linear>(hidden, inputs, nn::zeros());
    decoder.build(seed + 1);
  }

  // #region loss
  /// Equation (12.11) for these samples; leaves its gradients in both parts.
  double loss(const Matrix& x) {
    const auto n = double(x.n_cols);
    const Matrix h = encoder.forward(x);
    const Matrix error = decoder.forward(h) - x;
    Matrix dh = decoder.backward_to_input(Matrix(error / Number(n)));
    double sum = arma::accu(arma::square(error)) / (2 * n);
    const arma::vec on = mean_activations(h);
    for (arma::uword j = 0; j < h.n_rows && sparsity_.weight > 0; ++j) {
      sum += sparsity_.weight * divergence(sparsity_.mean, on(j));
      dh.row(j) += Number(sparsity_.weight / n *
                          divergence_slope(sparsity_.mean, on(j)));
    }
    encoder.backward(dh);
    return sum;
  }
  // #endregion loss

  /// The mean of each hidden unit over the samples; never quite 0 or 1.
  static arma::vec mean_activations(const Matrix& h) {
    const arma::mat wide = arma::conv_to<arma::mat>::from(h);
    return arma::clamp(arma::vec(arma::mean(wide, 1)), 1e-6, 1 - 1e-6);
  }

  nn::Sequential<B> encoder, decoder;

 private:
  Sparsity sparsity_;
};

/// An autoencoder that has learned: its codes, what it gives back, and what
/// each hidden unit adds to that.
struct Learned {
  arma::mat codes;             ///< hidden x samples
  arma::mat restored;          ///< features x samples
  arma::mat weights;           ///< features x hidden: the decoder's
  std::vector<double> losses;  ///< mean of each epoch
};

/// Trains with Adam in batches of 100 for these epochs.
Learned learn_codes(const arma::mat& x, std::size_t hidden, Sparsity sparsity,
                    int epochs, std::uint64_t seed);

/// Largest relative distance between the gradients of loss() and differences.
double gradient_error(Sparsity sparsity, std::uint64_t seed);

}  // namespace chapter12
