#include "ablation.hpp"

namespace chapter13 {

std::vector<Variant> variants(const DeepSettings& settings) {
  DeepSettings no_target = settings, no_memory = settings;
  no_target.refresh = 0;
  no_memory.memory = settings.batch;
  DeepSettings neither = no_memory;
  neither.refresh = 0;
  DeepSettings twice = settings;
  twice.apart = true;
  return {{"memory and target network", settings},
          {"no target network", no_target},
          {"the newest 32 steps", no_memory},
          {"neither", neither},
          {"both, double Q-learning", twice}};
}

arma::vec score_of_rates(DeepSettings settings,
                         const std::vector<double>& rates, std::size_t seeds) {
  arma::vec scores(rates.size());
  for (arma::uword i = 0; i < scores.n_elem; ++i) {
    settings.rate = rates[i];
    scores(i) = arma::mean(later_half(train_seeds(settings, 101, seeds)));
  }
  return scores;
}

}  // namespace chapter13
