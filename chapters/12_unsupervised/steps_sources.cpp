#include "steps_sources.hpp"

#include "nn/core/print.hpp"

#include "show/figures_sources.hpp"
#include "unmixing.hpp"

namespace chapter12 {

void two_microphones(const nn::Options& options) {
  nn::heading("Two signals, two recordings");
  const Recording r = two_speakers(1000, options.seed);
  const Unmixed found = unmix(r, options.seed);
  fmt::print("  |correlation| with      sine   sawtooth   excess kurtosis\n");
  const auto print = [&](const char* name, const arma::mat& x) {
    const arma::mat c = correlations(x, r.sources);
    const arma::vec k = excess_kurtosis(x);
    for (arma::uword i = 0; i < 2; ++i)
      fmt::print("  {:<16} {}   {:7.3f}    {:7.3f}   {:15.2f}\n", name, i + 1,
                 c(i, 0), c(i, 1), k(i));
  };
  print("source", r.sources);
  print("recording", r.x);
  print("PCA", found.pca);
  print("ICA", found.ica.sources);
  fmt::print("  ICA took {} steps\n", found.ica.steps);
  draw_sources(options.out, r, found);
}

void ten_recordings(const nn::Options& options) {
  nn::heading("Ten recordings: how well is the worse source found?");
  fmt::print("  seed      PCA      ICA\n");
  for (std::uint64_t i = 0; i < 10; ++i) {
    const std::uint64_t seed = options.seed + i;
    const Unmixed found = unmix(two_speakers(1000, seed), seed);
    fmt::print("  {:4}   {:6.3f}   {:6.3f}\n", seed, found.by_pca,
               found.by_ica);
  }
}

void normal_noises(const nn::Options& options) {
  nn::heading("Two normal noises: each half of a recording says otherwise");
  fmt::print("  seed   sine and sawtooth   normal noises\n");
  for (std::uint64_t i = 0; i < 8; ++i) {
    const std::uint64_t seed = options.seed + i;
    fmt::print("  {:4}   {:17.3f}   {:13.3f}\n", seed,
               halves_agree(two_speakers(1000, seed), seed),
               halves_agree(two_noises(1000, seed), seed));
  }
}

}  // namespace chapter12
