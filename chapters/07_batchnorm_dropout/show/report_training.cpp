#include "report_training.hpp"

#include "nn/core/print.hpp"

#include "percent.hpp"

namespace chapter07 {

void print_curves(const std::vector<Curve>& curves,
                  const std::vector<std::string>& names) {
  fmt::print("  {:24} first loss   last loss   accuracy\n", "");
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const Curve& c = curves[i];
    const bool diverged = !std::isfinite(c.loss.back());
    const auto loss = [](double value) {
      return std::isfinite(value) ? fmt::format("{:.3f}", value)
                                  : std::string("diverged");
    };
    fmt::print(
        "  {:24} {:>10}  {:>10}   {:>7}\n", names[i], loss(c.loss.front()),
        loss(c.loss.back()),
        diverged ? "-" : fmt::format("{:.1f}%", 100 * c.accuracy.back()));
  }
}

void print_inside(const Inside& inside, const std::string& name) {
  const auto row = [&](const char* when, arma::uword step) {
    fmt::print("  {:14} {:6}  {}   {}\n", name, when,
               nn::numbers(inside.mean.row(step), 2, 5),
               nn::numbers(inside.deviation.row(step), 2, 5));
  };
  row("first", 0);
  row("last", inside.mean.n_rows - 1);
}

void print_batch_sizes(const std::vector<BatchSize>& sizes) {
  fmt::print(
      "         noise of the   1/sqrt   accuracy (%)                loss with "
      "BatchNorm\n"
      "  batch  batch's mean   (batch)  without      with BatchNorm   batch   "
      "running\n");
  for (const BatchSize& s : sizes)
    fmt::print("  {:5} {:13.3f} {:8.3f}   {}  {}  {:9.3f} {:9.3f}\n", s.size,
               s.noise, 1 / std::sqrt(double(s.size)), percent(s.plain),
               percent(s.normalized), s.loss_in_batch.mean,
               s.loss_running.mean);
}

void print_averaged(const Averaged& a) {
  const auto row = [](const char* name, const Score& s) {
    fmt::print("  {:44} {:8.1f}% {:10.3f}\n", name, 100 * s.accuracy, s.loss);
  };
  fmt::print("  {:44} accuracy   test loss\n", "");
  row("weights of the last step", a.last);
  row("mean of the weights, statistics of last step", a.half_average);
  row("mean of the weights and of the statistics", a.average);
}

}  // namespace chapter07
