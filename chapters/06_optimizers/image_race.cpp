#include "image_race.hpp"

#include "training.hpp"
#include "uncorrected_adam.hpp"

namespace chapter06 {

std::size_t Sweep::best(arma::uword method) const {
  return arma::index_min(finite(method));
}

double Sweep::best_loss(arma::uword method) const {
  return finite(method).min();
}

arma::uword Sweep::good_rates(arma::uword method) const {
  return arma::accu(finite(method) <= 1.25 * best_loss(method));
}

arma::rowvec Sweep::finite(arma::uword method) const {
  arma::rowvec row = loss.row(method);
  row.replace(arma::datum::nan, 1e9);
  return row;
}

std::vector<double> rates_to_try(int in_each) {
  return arma::conv_to<std::vector<double>>::from(
      arma::exp10(arma::linspace(-4, 0, arma::uword(4 * in_each + 1))));
}

Outcome run_once(const Images& images, Method method, double rate,
                 const Plan& plan) {
  const auto model = small_network(plan.seed);
  const auto optimizer = make<B>(method, *model, rate);
  return train(*model, *optimizer, images, plan);
}

Outcome run_several(const Images& images, Method method, double rate, Plan plan,
                    int runs) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < runs; ++i, ++plan.seed)
    outcomes.push_back(run_once(images, method, rate, plan));
  return mean_of(outcomes);
}

Sweep sweep(const Images& images, const std::vector<double>& rates, Plan plan) {
  plan.only_choosing = true;
  Sweep result{rates, arma::mat(all_methods.size(), rates.size())};
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    for (arma::uword j = 0; j < rates.size(); ++j)
      result.loss(i, j) =
          run_once(images, all_methods[i], rates[j], plan).validation_loss;
  return result;
}

std::vector<FromRate> image_race(const Images& images, const Sweep& found,
                                 const Plan& plan, int runs) {
  std::vector<FromRate> results;
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    results.push_back(mean_at_best(
        found.rates, found.best(i), runs, [&](double rate, int run) {
          Plan one = plan;
          one.seed += std::uint64_t(run);
          return run_once(images, all_methods[i], rate, one);
        }));
  return results;
}

double largest_of_first(const Outcome& outcome, std::size_t n) {
  n = std::min(n, outcome.loss.size());
  return *std::max_element(outcome.loss.begin(),
                           outcome.loss.begin() + std::ptrdiff_t(n));
}

std::array<Outcome, 2> correction_on_and_off(const Images& images, double rate,
                                             const Plan& plan) {
  const auto with = run_once(images, Method::adam, rate, plan);
  const auto model = small_network(plan.seed);
  UncorrectedAdam<B> plain(*model, rate);
  return {with, train(*model, plain, images, plan)};
}

}  // namespace chapter06
