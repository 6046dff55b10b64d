#include "outcome.hpp"

namespace chapter06 {

Outcome mean_of(const std::vector<Outcome>& runs) {
  Outcome mean;
  double n = 0;
  for (const Outcome& run : runs) {
    if (run.diverged) continue;
    if (++n == 1) mean = run;
    const auto add = [n](double& m, double x) { m += (x - m) / n; };
    add(mean.train_loss, run.train_loss);
    add(mean.validation_loss, run.validation_loss);
    add(mean.test_accuracy, run.test_accuracy);
    for (std::size_t t = 0; t < mean.loss.size(); ++t)
      add(mean.loss[t], run.loss[t]);
    mean.lowest_accuracy = std::min(mean.lowest_accuracy, run.test_accuracy);
    mean.highest_accuracy = std::max(mean.highest_accuracy, run.test_accuracy);
  }
  mean.diverged = int(runs.size()) - int(n);
  return mean;
}

namespace {

bool is_better(const Outcome& a, const Outcome& b) {
  return !a.diverged && (b.diverged || a.validation_loss < b.validation_loss);
}

}  // namespace

FromRate walk_to_best(const std::vector<double>& rates, std::size_t start,
                      const std::function<Outcome(double)>& train_from) {
  FromRate best{rates.at(start), train_from(rates.at(start))};
  for (const std::size_t step : {std::size_t(-1), std::size_t(1)}) {
    // Below the first rate, i wraps to a huge number.
    for (std::size_t i = start + step; i < rates.size(); i += step) {
      const FromRate next{rates[i], train_from(rates[i])};
      if (!is_better(next.outcome, best.outcome)) break;
      best = next;
    }
    if (best.rate != rates[start]) break;  // up can only be worse
  }
  return best;
}

FromRate mean_at_best(const std::vector<double>& rates, std::size_t start,
                      int runs,
                      const std::function<Outcome(double, int)>& train) {
  const FromRate found =
      walk_to_best(rates, start, [&](double rate) { return train(rate, 0); });
  std::vector<Outcome> outcomes{found.outcome};
  for (int run = 1; run < runs; ++run)
    outcomes.push_back(train(found.rate, run));
  return {found.rate, mean_of(outcomes)};
}

Smoothed smoothed(const std::vector<double>& loss, std::size_t group) {
  const std::size_t groups = loss.size() / group;
  Smoothed result{arma::vec(groups), arma::vec(groups)};
  for (std::size_t i = 0; i < groups; ++i) {
    const arma::vec part(&loss[i * group], group);
    result.step(i) = double(i * group) + double(group - 1) / 2;
    result.loss(i) = arma::mean(part);
  }
  return result;
}

}  // namespace chapter06
