#include "ensemble.hpp"

#include "nn/training/losses.hpp"
#include "nn/training/metrics.hpp"

namespace chapter07 {

namespace {

Score score_of(const arma::fmat& probabilities,
               const std::vector<std::int32_t>& labels) {
  double loss = 0;
  for (arma::uword j = 0; j < probabilities.n_cols; ++j)
    loss -= std::log(
        std::max(1e-30, double(probabilities(arma::uword(labels[j]), j))));
  return {loss / double(labels.size()),
          nn::accuracy(nn::predict(probabilities), labels)};
}

}  // namespace

std::vector<Ensemble> average_of_networks(nn::Sequential<nn::Cpu>& net,
                                          const Samples& samples,
                                          const std::vector<int>& counts) {
  std::vector<Ensemble> ensembles;
  arma::fmat sum;
  for (int n = 1; n <= counts.back(); ++n) {
    const arma::fmat answer =
        nn::softmax(net.forward(samples.x, nn::Mode::train));
    sum = n == 1 ? answer : sum + answer;
    if (std::find(counts.begin(), counts.end(), n) != counts.end())
      ensembles.push_back({n, score_of(sum / float(n), samples.labels)});
  }
  return ensembles;
}

}  // namespace chapter07
