#include "steps_surfaces.hpp"

#include "nn/core/print.hpp"

#include "show/figures_race.hpp"
#include "show/report_optimizers.hpp"

namespace chapter06 {

void formulas_and_library() {
  nn::heading("Seven optimizers: the papers' formulas against the library");
  print_agreement();
}

void the_books_valley(const nn::Options& options) {
  nn::heading("x^2/20 + y^2 from (-7, 2), with the book's rates");
  print_book_valley();
  draw_book_valley(options.out);
}

void race_on_surfaces(const nn::Options& options) {
  nn::heading(
      "Steps until the height stays below 0.001, each at its best rate");
  std::vector<std::vector<Best>> results;
  for (View view : all_views()) {
    if (options.smoke) view.surface.steps = 200;
    results.push_back(race(view.surface));
    draw_race(view, results.back(), options.out);
  }
  print_race(results);
}

void race_with_memory(const nn::Options& options) {
  nn::heading("The same race, with mu, a or the betas chosen, too");
  std::vector<std::vector<Best>> results;
  for (Surface surface : all_surfaces()) {
    if (options.smoke) surface.steps = 100;
    results.push_back(race(surface, /*memory_too=*/true));
  }
  print_race_with_memory(results);
}

void a_rate_too_large() {
  nn::heading("Convex, and yet no guarantee: SGD on the valley");
  print_too_large();
}

}  // namespace chapter06
