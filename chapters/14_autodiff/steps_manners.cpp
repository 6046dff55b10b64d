#include "steps_manners.hpp"

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"

#include "show/report_manners.hpp"

namespace chapter14 {

void one_network_three_manners(const nn::Options& options) {
  nn::heading("One network in three manners");
  const std::size_t steps = options.smoke ? 5 : 100;
  print_manners(lesson(std::vector<std::size_t>(steps, 32), options.seed));
}

void changed_in_place() {
  nn::heading("What a tape notices");
  print_cases(changed_too_soon());
}

void a_branch_on_a_number() {
  nn::heading("A loop that ends when a number says so");
  print_halved({0.7, 3, 100, 1000}, 8);
  print_frozen(frozen());
}

void new_shapes_new_graphs(const nn::Options& options) {
  nn::heading("New shapes");
  const Lesson uneven = lesson({32, 32, 32, 8, 32, 32, 32, 8}, options.seed);
  fmt::print(
      "  batches of 32, 32, 32, 8, twice: {} graphs by tape, {} by trace\n",
      by_tape(uneven).graphs, by_trace(uneven).graphs);
  try {
    by_static_graph(uneven);
  } catch (const nn::Error& error) {
    fmt::print("  static graph: {}\n", error.what());
  }
  print_sequences(random_lengths(options.smoke ? 10 : 60, 20, options.seed));
}

}  // namespace chapter14
