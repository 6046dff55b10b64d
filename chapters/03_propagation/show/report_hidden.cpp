#include "report_hidden.hpp"

#include "nn/core/print.hpp"

#include "../bumps.hpp"
#include "../cost.hpp"

namespace chapter03 {

void print_shapes(const std::vector<std::size_t>& widths,
                  const std::vector<LayerShapes>& shapes, std::size_t samples) {
  fmt::print("  layer       W       b   output   dE/dW   dE/db   parameters\n");
  const auto shape = [](arma::SizeMat s) {
    return fmt::format("{} x {}", s.n_rows, s.n_cols);
  };
  std::size_t all = 0;
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    const LayerShapes& s = shapes[k];
    fmt::print("  {:5} {:>7} {:>7} {:>8} {:>7} {:>7} {:12}\n", k + 1,
               shape(s.W), shape(s.b), shape(s.output), shape(s.dW),
               shape(s.db), s.parameters);
    all += s.parameters;
  }
  fmt::print("\n  input {} x {}; {} parameters in all, {:.0f} by formula\n",
             widths.front(), samples, all, parameters_of(widths));
}

void print_rings(const std::vector<std::size_t>& hidden,
                 const std::vector<RingRun>& runs) {
  fmt::print(
      "  hidden neurons   parameters   right (training)   (new points)\n");
  for (std::size_t i = 0; i < runs.size(); ++i)
    fmt::print("  {:14} {:12} {:16.1f} % {:12.1f} %\n", hidden[i],
               runs[i].model->parameter_count(), 100 * runs[i].training,
               100 * runs[i].test);
}

void print_noisy_rings(const std::vector<std::size_t>& hidden,
                       RingSettings settings, std::uint64_t seeds) {
  for (const std::size_t n : hidden) {
    double training = 0, test = 0;
    std::size_t parameters = 0;
    settings.hidden = n;
    for (settings.seed = 1; settings.seed <= seeds; ++settings.seed) {
      const RingRun run = train_on_rings(settings);
      parameters = run.model->parameter_count();
      training += run.training / double(seeds);
      test += run.test / double(seeds);
    }
    fmt::print("  {:14} {:12} {:16.1f} % {:12.1f} %\n", n, parameters,
               100 * training, 100 * test);
  }
}

void print_bumps(const std::vector<int>& counts) {
  fmt::print("  bumps   hidden neurons   largest error\n");
  for (const int count : counts)
    fmt::print("  {:5} {:16} {:15.4f}\n", count, 2 * count,
               largest_error(curve_to_match, count));
}

}  // namespace chapter03
