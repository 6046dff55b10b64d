#include "report_table.hpp"

#include "nn/core/print.hpp"

namespace chapter11 {

void print_table_head(const Pictures& train) {
  fmt::print("  images of {} pixels, {} to test with\n", train.pixels.n_rows,
             train.size());
  fmt::print(
      "  method                  images   accuracy   size in kB"
      "   seconds to train   to predict (s)\n");
}

void print_outcome(const Method& method, const Outcome& outcome) {
  fmt::print("  {:<23} {:6} {:8.1f} % {:12.0f} {:18.2f} {:16.2f}\n",
             method.name, outcome.images, 100 * outcome.accuracy,
             outcome.kilobytes, outcome.train_seconds, outcome.predict_seconds);
}

}  // namespace chapter11
