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
