#include "report_fair.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "percent.hpp"

namespace chapter07 {

namespace {

/// The mean of a - b over the seeds, and its standard error.
std::string difference(const std::vector<double>& a,
                       const std::vector<double>& b) {
  std::vector<double> points;
  for (std::size_t i = 0; i < a.size(); ++i)
    points.push_back(100 * (a[i] - b[i]));
  const Spread s = spread(points);
  return fmt::format("{:+.1f}, standard error {:.1f}", s.mean,
                     s.deviation / std::sqrt(double(points.size())));
}

}  // namespace

void print_at_their_best(const std::string& what,
                         const std::vector<AtItsBest>& all) {
  fmt::print("{:24} best rate   training loss     test accuracy (%)\n", what);
  for (const AtItsBest& a : all)
    fmt::print("{:24} {:9g}   {:.3f} +- {:.3f}   {}\n", nn::english(a.name),
               a.rate, a.loss.mean, a.loss.deviation, percent(a.accuracy));
}

void print_over_the_first(const std::vector<AtItsBest>& all) {
  for (std::size_t i = 1; i < all.size(); ++i)
    fmt::print("  {:22} adds {}\n", nn::english(all[i].name),
               difference(all[i].by_seed, all[0].by_seed));
}

void print_gains(const std::vector<AtItsBest>& four) {
  const std::vector<double>&neither = four[0].by_seed,
        &dropout = four[1].by_seed, &batch_norm = four[2].by_seed,
        &both = four[3].by_seed;
  const auto line = [&](const char* what, const std::vector<double>& with,
                        const std::vector<double>& without) {
    fmt::print("  {:34} {}\n", what, difference(with, without));
  };
  line("dropout adds, without BatchNorm:", dropout, neither);
  line("dropout adds, with BatchNorm:", both, batch_norm);
  std::vector<double> gain = dropout, gain_with = both;
  for (std::size_t i = 0; i < gain.size(); ++i) {
    gain[i] -= neither[i];
    gain_with[i] -= batch_norm[i];
  }
  line("BatchNorm takes away of that:", gain, gain_with);
  line("BatchNorm adds, without dropout:", batch_norm, neither);
  line("BatchNorm adds, with dropout:", both, dropout);
}

void print_draws(const Trial& grid, const std::vector<Trial>& draws) {
  fmt::print("best of 16           validation accuracy (%)\n");
  fmt::print("grid                 {:.1f}\n", 100 * grid.accuracy);
  std::vector<double> found;
  int better = 0, equal = 0;
  for (const Trial& draw : draws) {
    found.push_back(draw.accuracy);
    better += draw.accuracy > grid.accuracy;
    equal += draw.accuracy == grid.accuracy;
  }
  const auto [low, high] = std::minmax_element(found.begin(), found.end());
  fmt::print("{} random searches  {}, from {:.1f} to {:.1f}\n", found.size(),
             percent(spread(found)), 100 * *low, 100 * *high);
  fmt::print("better than the grid {}, equal {}, worse {}\n", better, equal,
             int(draws.size()) - better - equal);
}

}  // namespace chapter07
