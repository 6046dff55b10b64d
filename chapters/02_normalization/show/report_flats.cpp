#include "report_flats.hpp"

#include "nn/core/print.hpp"

#include "../leak.hpp"
#include "../least_squares.hpp"
#include "../scaling.hpp"

namespace chapter02 {

void print_scaled(const arma::mat& x, arma::uword n) {
  const arma::mat unit = to_unit_interval(x)(x);
  const arma::mat symmetric = to_symmetric_interval(x)(x), z = z_score(x)(x);
  fmt::print(
      "             area    age      to [0, 1]       to [-1, 1]         "
      "z-score\n");
  const auto row = [&](const std::string& name, auto column) {
    fmt::print("  {:7}{}{} {} {}\n", name, nn::numbers(column(x), 1, 6),
               nn::numbers(column(unit), 3), nn::numbers(column(symmetric), 3),
               nn::numbers(column(z), 3));
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

void print_neighbors(const arma::mat& x) {
  fmt::print("  distances measured in        nearest to flat 0{}\n",
             nn::numbers(x.col(0), 0, 4));
  const auto row = [&](const std::string& name, const arma::mat& measured) {
    const arma::uword i = nearest_to(0, measured);
    fmt::print("  {:28} flat {:2}        {}\n", name, i,
               nn::numbers(x.col(i), 0, 4));
  };
  const arma::mat km = in_square_kilometers(x);
  row("square meters, years", x);
  row("square kilometers, years", km);
  row("z-scores of the meters", z_score(x)(x));
  row("z-scores of the kilometers", z_score(km)(km));
}

void print_own_statistics(const Flats& flats) {
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
      nn::numbers(to_unit_interval(train)(train.col(0)), 2, 4),
      nn::numbers(
          to_unit_interval(arma::join_rows(train, palace))(train.col(0)), 2,
          4));
}

}  // namespace chapter02
