#include "unmixing.hpp"

#include "nn/core/random.hpp"

#include "components.hpp"

namespace chapter12 {

Unmixed unmix(const Recording& recording, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::weights);
  arma::mat start(2, 2);
  start.imbue([&] { return random.normal(); });
  Unmixed found;
  found.ica = fast_ica(recording.x, start);
  found.pca = components_by_covariance(recording.x).project(recording.x, 2);
  found.by_ica = recovered(found.ica.sources, recording.sources);
  found.by_pca = recovered(found.pca, recording.sources);
  return found;
}

double halves_agree(const Recording& recording, std::uint64_t seed) {
  const arma::uword half = recording.x.n_cols / 2;
  Recording first = recording, second = recording;
  first.x = recording.x.head_cols(half);
  second.x = recording.x.tail_cols(half);
  first.sources = recording.sources.head_cols(half);
  second.sources = recording.sources.tail_cols(half);
  return recovered(unmix(first, seed).ica.unmixing * recording.x,
                   unmix(second, seed).ica.unmixing * recording.x);
}

}  // namespace chapter12
