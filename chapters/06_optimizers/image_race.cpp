#include "image_race.hpp"

#include "training.hpp"
#include "uncorrected_adam.hpp"

namespace chapter06 {

double Sweep::best_rate(arma::uword method) const {
  return rates(arma::index_min(finite(method)));
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

arma::vec rates_to_try(int in_each) {
  return arma::exp10(arma::linspace(-5, 1, arma::uword(6 * in_each + 1)));
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

Sweep sweep(const Images& images, const arma::vec& rates, const Plan& plan) {
  Sweep result{rates, arma::mat(all_methods.size(), rates.n_elem)};
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    for (arma::uword j = 0; j < rates.n_elem; ++j)
      result.loss(i, j) =
          run_once(images, all_methods[i], rates(j), plan).validation_loss;
  return result;
}

std::vector<Outcome> image_race(const Images& images, const Sweep& found,
                                const Plan& plan, int runs) {
  std::vector<Outcome> outcomes;
  for (arma::uword i = 0; i < all_methods.size(); ++i)
    outcomes.push_back(
        run_several(images, all_methods[i], found.best_rate(i), plan, runs));
  return outcomes;
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
