/// What the chapter prints: tables of scores, losses and fits.
#pragma once

#include "nn/core/print.hpp"

#include "accuracy.hpp"
#include "exhaustive.hpp"
#include "library.hpp"
#include "penalty.hpp"
#include "recovery.hpp"
#include "regression.hpp"

namespace chapter04 {

using nn::heading;
using nn::numbers;

/// W, x and b with all products: one line per class.
inline void print_four_pixels() {
  const LinearClassifier f = cat_dog_ship();
  const arma::vec x = four_pixels(), s = scores_by_loop(f, x);
  const char* names[] = {"cat", "dog", "ship"};
  fmt::print("  pixels x ={}\n", numbers(x, 0, 4));
  fmt::print(
      "         weights                       weight x pixel"
      "                  bias    score\n");
  for (arma::uword c = 0; c < 3; ++c)
    fmt::print("  {:4}{} {} {:7.1f} {:8.2f}\n", names[c],
               numbers(f.weights.row(c), 2, 6),
               numbers(f.weights.row(c) % x.t(), 2, 7), f.bias(c), s(c));
}

/// "0.5", or "nan" without a sign, which means nothing and varies by machine.
inline std::string shown(double value) {
  return std::isnan(value) ? "nan" : fmt::format("{:.6g}", value);
}

/// Softmax with both formulas in both precisions.
inline void print_softmax(const arma::vec& s) {
  const arma::fvec f = arma::conv_to<arma::fvec>::from(s);
  const auto row = [](const char* name, const auto& p) {
    fmt::print("    {:15} {:>14} {:>14} {:>14}\n", name, shown(double(p(0))),
               shown(double(p(1))), shown(double(p(2))));
  };
  fmt::print("  softmax({:g}, {:g}, {:g})\n", s(0), s(1), s(2));
  row("naive, float", softmax_naive(f));
  row("naive, double", softmax_naive(s));
  row("shifted, float", softmax(f));
  row("shifted, double", softmax(s));
}

/// Score, power, probability and loss of the cat of the worked example.
inline void print_score_to_probability() {
  const arma::vec s = three_images().col(0), e = arma::exp(s), p = softmax(s);
  const char* names[] = {"cat", "car", "frog"};
  fmt::print("           score      e^score   probability\n");
  for (arma::uword c = 0; c < 3; ++c)
    fmt::print("  {:4} {:11.1f} {:12.2f} {:13.4f}\n", names[c], s(c), e(c),
               p(c));
  fmt::print(
      "  It is a cat: loss = -ln {:.4f} = {:.4f} (in base 10 it would be "
      "{:.4f})\n",
      p(0), -std::log(p(0)), -std::log10(p(0)));
}

/// The hinge loss of three images, term by term.
inline void print_hinge() {
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
    fmt::print("  {:5} {} {:24} {:8.1f}\n", names[j], numbers(s.col(j), 1, 6),
               terms, loss);
  }
  fmt::print("  mean of the batch {:48.4f}\n", sum / 3);
}

/// Four samples with weights: the notes' L2 loss, and the library's mean.
inline void print_sample_weights() {
  const arma::mat y{{2.5, 0.0, 2.0, 8.0}}, target{{3.0, -0.5, 2.0, 7.0}};
  const arma::mat weights{{1, 1, 2, 0}};
  const arma::rowvec ones(4, arma::fill::ones);
  fmt::print("  answer       {}\n  target       {}\n", numbers(y),
             numbers(target));
  fmt::print("  L2 loss      {}   half the square\n",
             numbers(l2_losses(y, target, ones)));
  fmt::print("  weight       {}\n", numbers(weights, 0));
  const arma::rowvec l2 = l2_losses(y, target, weights);
  fmt::print("  weighted     {}   sum {:.3f}\n", numbers(l2), arma::accu(l2));
  arma::mat losses(1, 4), gradient(1, 4);
  Doubles::squared_errors(y, target, losses, gradient);
  fmt::print("  2 sum / sum of weights = {:.6f}, library {:.6f}\n",
             2 * arma::accu(l2) / arma::accu(weights),
             Doubles::weighted_mean(weights, losses, gradient));
}

/// Our formulas next to the library's.
inline void print_agreements() {
  fmt::print(
      "  loss                       own formula       library"
      "   gradient off by\n");
  for (const Agreement& a : agreements())
    fmt::print("  {:22} {:15.9f} {:13.9f} {:>17}\n", a.name, a.own, a.library,
               a.gradient_error < 1e-8 ? "< 1e-8" : "too much");
}

/// Steps until a neuron that is wrong has recovered.
inline void print_recovery() {
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

/// Four sets of points, one line, one loss.
inline void print_quartet() {
  fmt::print("  set       w        b      MSE   largest error\n");
  const auto sets = quartet();
  for (std::size_t k = 0; k < 4; ++k) {
    const arma::rowvec line = by_qr(with_ones(sets[k].x), sets[k].y);
    const arma::rowvec error = line * with_ones(sets[k].x) - sets[k].y;
    fmt::print("  {:3} {:7.2f} {:8.2f} {:8.2f} {:15.2f}\n", k + 1, line(0),
               line(1), line_loss(sets[k], line), arma::abs(error).max());
  }
}

/// Zeros among twelve weights for a range of penalties.
inline void print_zeros(const SparseTask& task) {
  const Quadratic loss = task.loss();
  fmt::print(
      "                     exactly 0 of 12        smallest |w|"
      "         test error\n"
      "  lambda      L2    L1   L1 descent        L2       L1"
      "       L2       L1\n");
  for (double lambda : {0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0}) {
    const arma::vec l2 = ridge(loss, lambda), l1 = lasso(loss, lambda);
    const arma::vec rough = lasso_by_subgradient(loss, lambda, 5000);
    fmt::print("  {:6.2f} {:7} {:5} {:12} {:9.4f} {:8.4f} {:8.3f} {:8.3f}\n",
               lambda, zeros_in(l2), zeros_in(l1), zeros_in(rough),
               arma::abs(l2).min(), arma::abs(l1).min(), task.test_error(l2),
               task.test_error(l1));
  }
}

}  // namespace chapter04
