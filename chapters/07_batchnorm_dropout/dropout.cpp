#include "dropout.hpp"

#include "nn/core/random.hpp"
#include "nn/layers/dropout.hpp"
#include "nn/model/sequential.hpp"
#include "nn/reference/reference.hpp"

namespace chapter07 {

arma::mat dropout_mask(arma::uword features, arma::uword samples, double p,
                       const DropoutPlace& place) {
  const auto stream = static_cast<std::uint32_t>(nn::Stream::dropout);
  arma::mat mask(features, samples);
  for (arma::uword j = 0; j < samples; ++j)
    for (arma::uword i = 0; i < features; ++i) {
      const auto words = nn::philox(
          {std::uint32_t(i / 4), std::uint32_t(j), place.step,
           stream << 24 | place.layer},
          {std::uint32_t(place.seed), std::uint32_t(place.seed >> 32)});
      mask(i, j) = words[i % 4] * 0x1p-32 < p ? 0 : 1 / (1 - p);
    }
  return mask;
}

arma::mat dropout(const arma::mat& x, const arma::mat& mask) {
  return x % mask;
}

double distance_from_library(const arma::mat& x, double p, std::uint64_t seed,
                             int steps) {
  nn::Sequential<nn::Reference<double>> model({x.n_rows});
  model.add<nn::Dropout>(p);
  model.build(seed);
  double largest = 0;
  for (int step = 1; step <= steps; ++step) {
    const arma::mat mask =
        dropout_mask(x.n_rows, x.n_cols, p, {seed, 0, std::uint32_t(step)});
    const arma::mat y = model.forward(x), dx = model.backward_to_input(x);
    largest = std::max({largest, arma::abs(y - dropout(x, mask)).max(),
                        arma::abs(dx - dropout(x, mask)).max()});
  }
  return largest;
}

arma::vec SoftmaxNeuron::operator()(const arma::vec& x) const {
  const arma::vec z = W * x + b;
  const arma::vec e = arma::exp(z - z.max());
  return e / arma::accu(e);
}

AllMasks average_of_all_masks(const SoftmaxNeuron& net, const arma::vec& x,
                              double p) {
  AllMasks all{arma::vec(net.b.n_elem, arma::fill::zeros),
               arma::vec(net.b.n_elem, arma::fill::zeros)};
  for (unsigned bits = 0; bits < 1u << x.n_elem; ++bits) {
    arma::vec dropped = x;
    double probability = 1;
    for (arma::uword i = 0; i < x.n_elem; ++i) {
      const bool keep = bits >> i & 1;
      dropped(i) *= keep ? 1 / (1 - p) : 0;
      probability *= keep ? 1 - p : p;
    }
    const arma::vec answer = net(dropped);
    all.arithmetic += probability * answer;
    all.geometric += probability * arma::log(answer);
  }
  all.geometric = arma::exp(all.geometric);
  all.geometric /= arma::accu(all.geometric);
  return all;
}

}  // namespace chapter07
