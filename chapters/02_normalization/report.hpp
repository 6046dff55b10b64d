/// What the chapter prints about flats.
#pragma once

#include "nn/core/print.hpp"

#include "descent.hpp"
#include "flats.hpp"
#include "leak.hpp"
#include "pitfalls.hpp"
#include "problems.hpp"
#include "scaling.hpp"

namespace chapter02 {

using nn::heading;
using nn::numbers;

/// The first flats as they are, and scaled in three ways.
inline void print_scaled(const arma::mat& x, arma::uword n) {
  const arma::mat unit = to_unit_interval(x)(x);
  const arma::mat symmetric = to_symmetric_interval(x)(x), z = z_score(x)(x);
  fmt::print(
      "             area    age      to [0, 1]       to [-1, 1]         "
      "z-score\n");
  const auto row = [&](const std::string& name, auto column) {
    fmt::print("  {:7}{}{} {} {}\n", name, numbers(column(x), 1, 6),
               numbers(column(unit), 3), numbers(column(symmetric), 3),
               numbers(column(z), 3));
  };
  for (arma::uword i = 0; i < n; ++i)
    row(fmt::format("flat {}", i),
        [&](const arma::mat& m) -> arma::mat { return m.col(i); });
  using arma::mat;
  row("lowest", [](const mat& m) -> mat { return arma::min(m, 1); });
  row("highest", [](const mat& m) -> mat { return arma::max(m, 1); });
  row("mean", [](const mat& m) -> mat { return arma::mean(m, 1); });
  row("spread", [](const mat& m) -> mat { return arma::stddev(m, 1, 1); });
}

/// Which flat is nearest to flat 0, in different units.
inline void print_neighbors(const arma::mat& x) {
  fmt::print("  distances measured in        nearest to flat 0{}\n",
             numbers(x.col(0), 0, 4));
  const auto row = [&](const std::string& name, const arma::mat& measured) {
    const arma::uword i = nearest_to(0, measured);
    fmt::print("  {:28} flat {:2}        {}\n", name, i,
               numbers(x.col(i), 0, 4));
  };
  const arma::mat km = in_square_kilometers(x);
  row("square meters, years", x);
  row("square kilometers, years", km);
  row("z-scores of the meters", z_score(x)(x));
  row("z-scores of the kilometers", z_score(km)(km));
}

/// "after 12 steps", or that the goal was not reached.
inline std::string count(const Descent& way) {
  return way.reached ? fmt::format("{}", way.steps)
                     : fmt::format("> {}", way.steps);
}

/// One line of the table of descents.
inline void print_descent(const std::string& name, const LeastSquares& problem,
                          const Goal& goal) {
  const Condition c = condition_of(problem);
  const Descent way = descend(problem, c.best_rate(), goal);
  fmt::print("  {:21} {:7.3g} {:8.3g} {:9.4g} {:8.2g} {:10.0f} {:>9}\n", name,
             c.smallest, c.largest, c.number(), c.best_rate(),
             c.steps(goal.part), count(way));
}
inline void print_descent_header() {
  fmt::print(
      "                             curvature  condition                  "
      "steps\n"
      "  features                least     most    number     rate  "
      "predicted   counted\n");
}

/// What is left of the loss after 100 steps, for rates around the limit.
inline void print_rates(const LeastSquares& problem, double minimum) {
  const Condition c = condition_of(problem);
  const double first = loss_after(problem, 0, 0) - minimum;
  fmt::print("  rate / limit       loss after 100 steps / loss at the start\n");
  for (double part : {0.1, 0.5, 0.9, 0.99, 1.0, 1.01, 1.1}) {
    const double left =
        (loss_after(problem, part * c.limit(), 100) - minimum) / first;
    fmt::print("  {:12} {:>42}\n", part,
               left < 1e-12 ? "nothing" : fmt::format("{:.2g}", left));
  }
}

/// The variance of 4, 7, 13, 16 (22.5) far away from zero.
inline void print_variances() {
  const arma::vec small{4, 7, 13, 16};
  fmt::print(
      "  values                one pass   two passes   Welford"
      "   one pass in float\n");
  for (double offset : {0., 1e4, 1e8, 1e9}) {
    const arma::vec x = small + offset;
    const arma::fvec single = arma::conv_to<arma::fvec>::from(x);
    fmt::print("  4, 7, 13, 16 + {:<6g} {:8.3f} {:12.3f} {:9.3f} {:19.6g}\n",
               offset, variance_in_one_pass(x), variance_in_two_passes(x),
               variance_by_welford(x), variance_in_one_pass(single));
  }
}

/// Ages of nine flats; for the last, someone typed the year it was built.
inline arma::mat ages_with_typo() {
  return {{3, 7, 12, 15, 18, 21, 26, 30, 2003}};
}

/// A feature that is 0.1 in every sample: its deviation is 0, and its computed
/// mean may not be exactly 0.1.
inline void print_constant() {
  fmt::print("  0.1 in every sample   (x - mean) / deviation   with scale 1\n");
  for (arma::uword n : {4u, 6u}) {
    const arma::rowvec x(n, arma::fill::value(0.1));
    const arma::rowvec bare = (x - arma::mean(x)) / arma::stddev(x, 1);
    fmt::print("  {} samples {:>35} {:14.3f}\n", n,
               std::isnan(bare(0)) ? "nan" : fmt::format("{}", bare(0)),
               z_score(x)(x)(0));
  }
  fmt::print("\n");
}

/// How an outlier squeezes the others, and how little the median changes.
inline void print_outlier() {
  const arma::mat ages = ages_with_typo();
  const auto row = [&](const char* name, const Scaling& scaling) {
    fmt::print("  {:10}{}\n", name, numbers(scaling(ages), 2, 6));
  };
  fmt::print("  {:10}{}\n", "age", numbers(ages, 0, 6));
  row("[0, 1]", to_unit_interval(ages));
  row("z-score", z_score(ages));
  row("quartiles", robust(ages));
}

/// A town's population and its share of green space: their sum in float, raw
/// and as z-scores.
inline void print_swallowed() {
  const arma::mat towns{{24'870'000, 24'870'000, 21'540'000, 3'645'000},
                        {0.18, 0.93, 0.49, 0.33}};
  const arma::fmat raw = arma::conv_to<arma::fmat>::from(towns);
  const arma::fmat z = arma::conv_to<arma::fmat>::from(z_score(towns)(towns));
  fmt::print(
      "  inhabitants   share of green      sum (float)   sum of z-scores\n");
  for (arma::uword i = 0; i < towns.n_cols; ++i)
    fmt::print("  {:11.0f} {:16.2f} {:16.2f} {:17.3f}\n", towns(0, i),
               towns(1, i), raw(0, i) + raw(1, i), z(0, i) + z(1, i));
}

/// One flat, and its predicted price when the statistics change.
inline void print_own_statistics(const Flats& flats) {
  const arma::uword n = flats.size() * 4 / 5;
  const arma::mat train = flats.features.head_cols(n);
  const arma::mat test = flats.features.tail_cols(flats.size() - n);
  const Scaling learned = z_score(train);
  const arma::rowvec w =
      LeastSquares{with_ones(learned(train)), flats.price.head(n)}.best();
  const arma::mat one = test.col(0);
  const arma::mat large = test.cols(arma::find(test.row(0) > 110));
  fmt::print("  flat {} ({:.0f} m2, {:.0f} years), sold for {:.0f}\n", n,
             one(0), one(1), flats.price(n));
  const auto row = [&](const char* name, const Scaling& scaling) {
    fmt::print("    {:44} {:4.0f}\n", name, price_of(one, w, scaling));
  };
  row("price by the training flats' mean and spread", learned);
  row("by those of the test flats", z_score(test));
  row("by those of the large test flats", z_score(large));
  row("by its own: any flat alone becomes 0, 0", z_score(one));
  const arma::vec palace{1000, 20};
  fmt::print(
      "  flat 0 in [0, 1]                               {}\n"
      "  with a test flat of 1000 m2 in the statistics  {}\n",
      numbers(to_unit_interval(train)(train.col(0)), 2, 4),
      numbers(to_unit_interval(arma::join_rows(train, palace))(train.col(0)), 2,
              4));
}

}  // namespace chapter02
