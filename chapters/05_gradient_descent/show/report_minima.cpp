#include "report_minima.hpp"

#include <cmath>

#include "nn/core/print.hpp"

#include "../critical_points.hpp"
#include "../descent.hpp"
#include "../landscapes.hpp"
#include "../search.hpp"
#include "../starts.hpp"

namespace chapter05 {

std::string fixed(double value, int decimals) {
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return std::stod(text) == 0 && text[0] == '-' ? text.substr(1) : text;
}

void print_starts(const arma::vec& starts, double rate) {
  fmt::print("  start x     end x   x sin(x)\n");
  const arma::vec ends = ends_on_x_sin_x(starts, rate);
  for (arma::uword i = 0; i < starts.n_elem; ++i)
    fmt::print("  {:7.2f} {:>9} {:>10}\n", starts(i), fixed(ends(i), 4),
               fixed(x_sin_x(ends(i)), 4));
}

void print_luck(double rate, int trials, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 1);
  fmt::print("\n  random starts   lowest minimum found   1 - (1 - p)^starts\n");
  for (int tries : {1, 2, 4, 8})
    fmt::print("  {:13} {:21.1f}% {:19.1f}%\n", tries,
               100 * share_of_luck(tries, trials, rate, random),
               100 - 100 * std::pow(1 - basin_share, tries));
}

void print_shares(const std::vector<double>& rates,
                  const std::vector<nn::Grid>& maps) {
  fmt::print(
      "               minimum 0        1        2        3   no rest\n"
      "  2/L there   ");
  for (double limit : largest_rates())
    fmt::print(" {:8.4f}", limit);
  fmt::print("\n");
  for (std::size_t i = 0; i < rates.size(); ++i) {
    fmt::print("  rate {:5.3f}  ", rates[i]);
    for (double share : shares(maps[i]))
      fmt::print(" {:7.1f}%", 100 * share);
    fmt::print("\n");
  }
}

void print_search(arma::uword largest_grid, std::uint64_t seed) {
  fmt::print(
      "            exhaustive search           gradient descent\n"
      "  weights   evaluations   best loss    evaluations   loss\n");
  for (arma::uword n : {1, 2, 3, 4, 10, 100}) {
    const Task task = make_task(n, seed);
    const Found descent = search_by_descent(task, 1e-4);
    const std::string best =
        n <= largest_grid ? fmt::format("{:.1e}", exhaustive_search(task).loss)
                          : std::string("?");
    fmt::print("  {:7} {:13.4g} {:>11} {:14} {:6.0e}\n", n,
               std::pow(41.0, double(n)), best, descent.evaluations,
               descent.loss);
  }
}

void print_flat_places() {
  struct Row {
    const char* name;
    Slope slope;
    const char* what;
  };
  // The derivatives of x^2, -x^2, x^3 and x^4.
  const auto square = [](double x) { return 2 * x; };
  const auto hill = [](double x) { return -2 * x; };
  const auto cube = [](double x) { return 3 * x * x; };
  const auto fourth = [](double x) { return 4 * x * x * x; };
  const auto end = [](const Slope& slope, double x) {
    const double last = descend(slope, x, 0.1, 1000).back();
    return std::abs(last) < 10 ? fixed(last) : std::string("runs away");
  };
  fmt::print(
      "  f      f'(0)   at 0: a      end of descent from\n"
      "                                -0.1          0        0.1\n");
  for (const Row& row :
       {Row{"x^2", square, "minimum"}, Row{"-x^2", hill, "maximum"},
        Row{"x^3", cube, "neither"}, Row{"x^4", fourth, "minimum"}})
    fmt::print("  {:5} {:6.0f}   {:9} {:>12} {:>10} {:>10}\n", row.name,
               std::abs(row.slope(0)), row.what, end(row.slope, -0.1),
               end(row.slope, 0), end(row.slope, 0.1));
}

void print_random_kinds(int count, std::uint64_t seed) {
  nn::Random random(seed, nn::Stream::general, 2);
  fmt::print("\n  numbers   minimum   maximum    saddle\n");
  for (arma::uword n : {1, 2, 3, 4, 6, 10}) {
    const Shares s = random_critical_points(n, count, random);
    fmt::print("  {:7} {:8.2f}% {:8.2f}% {:8.2f}%\n", n, 100 * s.minimum,
               100 * s.maximum, 100 * s.saddle);
  }
}

}  // namespace chapter05
