#include "steps_labels.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "label_trials.hpp"
#include "show/figures_labels.hpp"

namespace chapter12 {

void one_label_for_each_moon(const nn::Options& options) {
  nn::heading("Two moons, two labels");
  const Points moons = two_moons(options.seed);
  const auto all = two_labels_on_moons(moons);
  for (const MoonLabels& m : all)
    fmt::print("  {:<15} {:5.1f} % right\n", nn::english(m.name),
               100 * m.accuracy);
  draw_moons(options.out, moons, all);
}

void accuracy_over_labels(const nn::Options& options) {
  nn::heading("Digits: test accuracy over the number of labels");
  const LabelTrial trial = options.smoke
                               ? LabelTrial(small_digits().first(500), 250, 100)
                               : LabelTrial(small_digits(), 1000, 297);
  const arma::uvec counts =
      options.smoke ? arma::uvec{10, 100} : arma::uvec{10, 30, 100, 300, 1000};
  std::vector<std::uint64_t> seeds;
  for (std::uint64_t i = 0; i < (options.smoke ? 1 : 5); ++i)
    seeds.push_back(options.seed + i);
  const std::vector<Accuracies> all = trial.run(counts, seeds);
  fmt::print(
      "  mean of {} draws, and half the range from lowest to highest\n"
      "  labels          ",
      seeds.size());
  for (const arma::uword count : counts)
    fmt::print(" {:>10}", count);
  fmt::print("\n");
  for (const Accuracies& a : all) {
    fmt::print("  {:<15} ", a.name);
    for (arma::uword i = 0; i < counts.n_elem; ++i) {
      const arma::rowvec right = 100 * a.test.row(i);
      fmt::print("  {:4.1f} ± {:3.1f}", arma::mean(right),
                 (right.max() - right.min()) / 2);
    }
    fmt::print("\n");
  }
  draw_label_curves(options.out, counts, all);
}

}  // namespace chapter12
