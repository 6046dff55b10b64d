#include "report_losses.hpp"

#include "nn/core/print.hpp"

#include "../hinge.hpp"
#include "../library.hpp"
#include "../losses.hpp"
#include "../recovery.hpp"
#include "../sigmoid.hpp"

namespace chapter04 {

void print_likelihood() {
  fmt::print(
      "  ten classes, each with probability 1/10\n"
      "  samples   product of p   sum of ln p   mean of -ln p\n");
  for (arma::uword m : {10, 100, 1000}) {
    const arma::mat scores(10, m, arma::fill::zeros);
    const std::vector<std::int32_t> labels(m, 0);
    const arma::rowvec losses = cross_entropies(scores, labels);
    fmt::print("  {:7} {:14.3g} {:13.3f} {:15.6f}\n", m,
               likelihood(scores, labels), -arma::accu(losses),
               arma::mean(losses));
  }
}

void print_hinge() {
  const arma::mat s = three_images();
  const char* names[] = {"cat", "car", "frog"};
  fmt::print(
      "  image      cat    car   frog   wrong class - right + 1"
      "     loss\n");
  double sum = 0;
  for (arma::uword j = 0; j < 3; ++j) {
    std::string terms;
    for (arma::uword i = 0; i < 3; ++i)
      if (i != j) terms += fmt::format(" {:10.1f}", s(i, j) - s(j, j) + 1);
    const double loss = hinge(s.col(j), j);
    sum += loss;
    fmt::print("  {:5} {} {:24} {:8.1f}\n", names[j],
               nn::numbers(s.col(j), 1, 6), terms, loss);
  }
  fmt::print("  mean of the batch {:48.4f}\n", sum / 3);
}

void print_sample_weights() {
  const arma::mat y{{2.5, 0.0, 2.0, 8.0}}, target{{3.0, -0.5, 2.0, 7.0}};
  const arma::mat weights{{1, 1, 2, 0}};
  const arma::rowvec ones(4, arma::fill::ones);
  fmt::print("  answer       {}\n  target       {}\n", nn::numbers(y),
             nn::numbers(target));
  fmt::print("  L2 loss      {}   half the square\n",
             nn::numbers(l2_losses(y, target, ones)));
  fmt::print("  weight       {}\n", nn::numbers(weights, 0));
  const arma::rowvec l2 = l2_losses(y, target, weights);
  fmt::print("  weighted     {}   sum {:.3f}\n", nn::numbers(l2),
             arma::accu(l2));
  arma::mat losses(1, 4), gradient(1, 4);
  Doubles::squared_errors(y, target, losses, gradient);
  fmt::print("  2 sum / sum of weights = {:.6f}, library {:.6f}\n",
             2 * arma::accu(l2) / arma::accu(weights),
             Doubles::weighted_mean(weights, losses, gradient));
}

void print_agreements() {
  fmt::print(
      "  loss                       own formula       library"
      "   gradient off by\n");
  for (const Agreement& a : agreements())
    fmt::print("  {:22} {:15.9f} {:13.9f} {:>17}\n", a.name, a.own, a.library,
               a.gradient_error < 1e-8 ? "< 1e-8" : "too much");
}

void print_recovery() {
  fmt::print(
      "    start            slope of the loss              steps until p > "
      "0.9\n"
      "    z        p     squared   cross-entropy      squared   "
      "cross-entropy\n");
  for (double z : {0.0, -2.0, -4.0, -6.0, -8.0, -10.0, -12.0})
    fmt::print("  {:3.0f} {:8.6f} {:11.7f} {:15.4f} {:12} {:15}\n", z,
               sigmoid(z), squared_slope(z), cross_entropy_slope(z),
               steps_to_recover(squared_slope, z),
               steps_to_recover(cross_entropy_slope, z));
}

}  // namespace chapter04
