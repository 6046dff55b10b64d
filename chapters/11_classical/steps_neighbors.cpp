#include "steps_neighbors.hpp"

#include <string>
#include <vector>

#include "nn/core/print.hpp"
#include "nn/data/table.hpp"

#include "choose_k.hpp"
#include "dimensions.hpp"
#include "experiments.hpp"
#include "show/figures_neighbors.hpp"
#include "show/report_neighbors.hpp"

namespace chapter11 {

void equally_near(const nn::Options& options) {
  nn::heading("Neighbors: all distances by one product");
  print_hand_made_distances();
  std::vector<Ties> rows;
  for (double offset : {0.0, 10.0, 100.0, 1e3, 1e4, 1e5})
    rows.push_back(measure_ties(offset, options.seed));
  print_ties(rows);
}

void many_dimensions(const nn::Options& options) {
  nn::heading("A k-d tree, and where it stops saving");
  const arma::uword n = options.smoke ? 200 : 2000;
  const auto rows = measure_cubes({2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20}, n,
                                  options.seed);
  print_dimensions(rows, n);
  const Samples digits = samples_of(nn::load_table("digits"));
  print_dimension_of_digits(
      measure_dimension(digits.x.head_cols(1500), digits.x.tail_cols(100)));
  draw_dimensions(options.out, rows);
}

void how_many_neighbors(const nn::Options& options) {
  nn::heading("How many neighbors: leave one out");
  nn::Random random(options.seed, nn::Stream::data, 20);
  const Split moons{two_moons(200, 0.35, random),
                    two_moons(4000, 0.35, random)};
  const auto parts =
      nn::split_table(nn::load_table("wine"), 0.3,
                      nn::Random(options.seed, nn::Stream::data, 21));
  const Split wine{samples_of(parts.train), samples_of(parts.test)};
  const std::vector<NamedChoice> choices{
      {"two moons", choose_k(moons, 60)},
      {"wine", choose_k(wine, 60)},
      {"wine, standardized", choose_k(standardized(wine), 60)}};
  print_choices(choices);
  draw_choices(options.out, choices);
  draw_two_borders(options.out, moons.train, choices[0].chosen.k);
}

}  // namespace chapter11
