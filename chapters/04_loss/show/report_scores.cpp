#include "report_scores.hpp"

#include "nn/core/print.hpp"

#include "../losses.hpp"
#include "../score.hpp"
#include "../softmax.hpp"

namespace chapter04 {

void print_four_pixels() {
  const LinearClassifier f = cat_dog_ship();
  const arma::vec x = four_pixels(), s = scores_by_loop(f, x);
  const char* names[] = {"cat", "dog", "ship"};
  fmt::print("  pixels x ={}\n", nn::numbers(x, 0, 4));
  fmt::print(
      "         weights                       weight x pixel"
      "                  bias    score\n");
  for (arma::uword c = 0; c < 3; ++c)
    fmt::print("  {:4}{} {} {:7.1f} {:8.2f}\n", names[c],
               nn::numbers(f.weights.row(c), 2, 6),
               nn::numbers(f.weights.row(c) % x.t(), 2, 7), f.bias(c), s(c));
}

namespace {

/// "0.5", or "nan" without a sign, which means nothing and varies by machine.
std::string shown(double value) {
  return std::isnan(value) ? "nan" : fmt::format("{:.6g}", value);
}

}  // namespace

void print_softmax(const arma::vec& s) {
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

void print_score_to_probability() {
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

}  // namespace chapter04
