/// Seven optimizers on real images: which rates they tolerate, and how fast
/// each is at its best.
#pragma once

#include "methods.hpp"
#include "outcome.hpp"

namespace chapter06 {

struct Images;
struct Plan;

/// The loss on the validation images after one epoch, for every optimizer and
/// rate; NaN where the network diverged.
struct Sweep {
  std::vector<double> rates;
  arma::mat loss;  ///< row: optimizer (as in all_methods), column: rate

  std::size_t best(arma::uword method) const;  ///< number of the best rate
  double best_rate(arma::uword method) const { return rates[best(method)]; }
  double best_loss(arma::uword method) const;
  /// How many of the rates end within 25% of the best loss.
  arma::uword good_rates(arma::uword method) const;

 private:
  /// Divergence counts as the worst loss.
  arma::rowvec finite(arma::uword method) const;
};

/// Rates from 10^-4 to 1, `in_each` in every power of ten.
std::vector<double> rates_to_try(int in_each);

/// A fresh network, trained by one optimizer at one rate.
Outcome run_once(const Images& images, Method method, double rate,
                 const Plan& plan);

/// The mean of several such runs, the first with the plan's seed.
Outcome run_several(const Images& images, Method method, double rate, Plan plan,
                    int runs);

Sweep sweep(const Images& images, const std::vector<double>& rates, Plan plan);

/// All optimizers, each at the rate that is best for the plan's epochs: with
/// the first seed it walks there from the sweep's best. The mean of `runs`
/// seeds.
std::vector<FromRate> image_race(const Images& images, const Sweep& found,
                                 const Plan& plan, int runs);

/// The largest loss of the first n steps, or of all if there are fewer.
double largest_of_first(const Outcome& outcome, std::size_t n);

/// One epoch of Adam with and without the correction of its means.
std::array<Outcome, 2> correction_on_and_off(const Images& images, double rate,
                                             const Plan& plan);

}  // namespace chapter06
