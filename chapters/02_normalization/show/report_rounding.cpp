#include "report_rounding.hpp"

#include "nn/core/print.hpp"

#include "../flats.hpp"
#include "../pitfalls.hpp"
#include "../scaling.hpp"

namespace chapter02 {

void print_variances() {
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

void print_constant() {
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

void print_outlier() {
  const arma::mat ages = ages_with_typo();
  const auto row = [&](const char* name, const Scaling& scaling) {
    fmt::print("  {:10}{}\n", name, nn::numbers(scaling(ages), 2, 6));
  };
  fmt::print("  {:10}{}\n", "age", nn::numbers(ages, 0, 6));
  row("[0, 1]", to_unit_interval(ages));
  row("z-score", z_score(ages));
  row("quartiles", robust(ages));
}

void print_swallowed() {
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

}  // namespace chapter02
