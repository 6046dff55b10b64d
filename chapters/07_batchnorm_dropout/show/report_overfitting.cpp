#include "report_overfitting.hpp"

#include "nn/core/language.hpp"
#include "nn/core/print.hpp"

#include "percent.hpp"

namespace chapter07 {

void print_outcomes(const std::vector<Outcome>& right,
                    const std::vector<Outcome>& some_random) {
  fmt::print(
      "{0:21} |         all labels right          |    one in four random\n"
      "{0:21} | train (%)  test (%)     gap  loss | train   test (%)     "
      "gap\n",
      "");
  const auto gap = [](const Outcome& o) {
    return 100 * (o.train.mean - o.test.mean);
  };
  for (std::size_t i = 0; i < right.size(); ++i) {
    const Outcome &r = right[i], &s = some_random[i];
    fmt::print("  {:19} | {:9.1f}  {} {:5.1f} {:5.2f} | {:5.1f}  {} {:5.1f}\n",
               nn::english(r.name), 100 * r.train.mean, percent(r.test), gap(r),
               r.test_loss.mean, 100 * s.train.mean, percent(s.test), gap(s));
  }
}

void print_ensembles(const std::vector<Ensemble>& ensembles,
                     const Score& evaluated) {
  fmt::print("  networks   accuracy   cross-entropy\n");
  for (const Ensemble& e : ensembles)
    fmt::print("  {:8} {:9.1f}% {:15.3f}\n", e.networks, 100 * e.score.accuracy,
               e.score.loss);
  fmt::print("  {:>8} {:9.1f}% {:15.3f}\n", "off", 100 * evaluated.accuracy,
             evaluated.loss);
}

void print_two_by_two(const TwoByTwo& t, std::size_t images) {
  fmt::print(
      "  {:4} images        no dropout    dropout 0.5   dropout adds  "
      "(+- over seeds)\n",
      images);
  for (bool bn : {false, true})
    fmt::print(
        "  {:17} {}   {}    {:+4.1f} +- {:.1f}\n",
        bn ? "with BatchNorm" : "without BatchNorm",
        percent(spread(t.accuracy[bn][0])), percent(spread(t.accuracy[bn][1])),
        100 * spread(t.gain(bn)).mean, 100 * spread(t.gain(bn)).deviation);
  const Spread less = spread(t.lessened());
  fmt::print(
      "  BatchNorm takes away {:.1f} points of that, standard error "
      "{:.1f}\n",
      100 * less.mean,
      100 * less.deviation / std::sqrt(double(t.lessened().size())));
}

}  // namespace chapter07
