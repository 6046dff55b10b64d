/// Seven optimizers on real images: which rates they tolerate, and how fast
/// each is at its best.
#pragma once

#include "adam_details.hpp"
#include "images.hpp"
#include "methods.hpp"

namespace chapter06 {

/// The loss on the validation images after one epoch, for every optimizer and
/// rate; NaN where the network diverged.
struct Sweep {
  arma::vec rates;
  arma::mat loss;  ///< row: optimizer (as in all_methods), column: rate

  double best_rate(arma::uword method) const {
    return rates(arma::index_min(finite(method)));
  }
  double best_loss(arma::uword method) const { return finite(method).min(); }
  /// How many of the rates end within 25% of the best loss.
  arma::uword good_rates(arma::uword method) const {
    return arma::accu(finite(method) <= 1.25 * best_loss(method));
  }

 private:
  /// Divergence counts as the worst loss.
  arma::rowvec finite(arma::uword method) const {
    arma::rowvec row = loss.row(method);
    row.replace(arma::datum::nan, 1e9);
    return row;
  }
};

/// Rates from 10^-5 to 10, `in_each` in every power of ten.
inline arma::vec rates_to_try(int in_each) {
  return arma::exp10(arma::linspace(-5, 1, arma::uword(6 * in_each + 1)));
}

/// A fresh network, trained by one optimizer at one rate.
inline Outcome run_once(const Images& images, Method method, double rate,
                        const Plan& plan) {
  const auto model = small_network(plan.seed);
  const auto optimizer = make<B>(method, *model, rate);
  return train(*model, *optimizer, images, plan);
}

/// The mean of several such runs, the first with the plan's seed.
inline Outcome run_several(const Images& images, Method method, double rate,
                           Plan plan, int runs) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < runs; ++i, ++plan.seed)
    outcomes.push_back(run_once(images, method, rate, plan));
  return mean_of(outcomes);
}

inline Sweep sweep(const Images& images, const arma::vec& rates,
                   const Plan& plan) {
  Sweep result{rates, arma::mat(all_methods.size(), rates.n_elem)};
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    for (arma::uword j = 0; j < rates.n_elem; ++j)
      result.loss(i, j) =
          run_once(images, all_methods[i], rates(j), plan).validation_loss;
  return result;
}

/// All optimizers, each at its best rate in the sweep.
inline std::vector<Outcome> image_race(const Images& images, const Sweep& found,
                                       const Plan& plan, int runs) {
  std::vector<Outcome> outcomes;
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    outcomes.push_back(
        run_several(images, all_methods[i], found.best_rate(i), plan, runs));
  return outcomes;
}

/// The largest loss of the first n steps, or of all if there are fewer.
inline double largest_of_first(const Outcome& outcome, std::size_t n) {
  n = std::min(n, outcome.loss.size());
  return *std::max_element(outcome.loss.begin(),
                           outcome.loss.begin() + std::ptrdiff_t(n));
}

/// One epoch of Adam with and without the correction of its means.
inline std::array<Outcome, 2> correction_on_and_off(const Images& images,
                                                    double rate,
                                                    const Plan& plan) {
  const auto with = run_once(images, Method::adam, rate, plan);
  const auto model = small_network(plan.seed);
  UncorrectedAdam<B> plain(*model, rate);
  return {with, train(*model, plain, images, plan)};
}

}  // namespace chapter06
