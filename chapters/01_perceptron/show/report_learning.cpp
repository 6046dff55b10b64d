#include "report_learning.hpp"

#include "nn/core/print.hpp"

namespace chapter01 {

void print_answers(const TruthTable& table, const Learned& by_threshold,
                   const Learned& by_sigmoid) {
  const arma::rowvec a = threshold(by_threshold.weights * table.inputs);
  const arma::rowvec b = sigmoid(by_sigmoid.weights * table.inputs);
  fmt::print("  x1 x2 x3   target   threshold rule   sigmoid rule\n");
  for (arma::uword r = 0; r < table.targets.n_elem; ++r)
    fmt::print("  {:2.0f} {:2.0f} {:2.0f} {:8.0f} {:16.0f} {:14.3f}\n",
               table.inputs(0, r), table.inputs(1, r), table.inputs(2, r),
               table.targets(r), a(r), b(r));
}

void print_errors(const Learned& by_threshold, const Learned& by_sigmoid) {
  const auto show = [](const Learned& run, std::size_t epoch) {
    return epoch < run.error.size() ? fmt::format("{:.6f}", run.error[epoch])
                                    : std::string("done");
  };
  fmt::print("  epoch   threshold rule   sigmoid rule\n");
  for (std::size_t epoch : {0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500})
    fmt::print("  {:5} {:>16} {:>14}\n", epoch, show(by_threshold, epoch),
               show(by_sigmoid, epoch));
}

std::string when_done(const Learned& run) {
  return run.reached_goal
             ? fmt::format("after {} epochs", run.error.size() - 1)
             : fmt::format("not within {} epochs", run.error.size());
}

void print_corrections(const Corrections& log, const TruthTable& table,
                       std::size_t n) {
  fmt::print("  correction   wrong row   weights w1, w2, b after it\n");
  for (std::size_t i = log.row.size() - n; i < log.row.size(); ++i) {
    const arma::vec x = table.inputs.col(log.row[i]);
    fmt::print("  {:10} {:9.0f}{:.0f}   {}\n", i + 1, x(0), x(1),
               nn::numbers(log.weights[i + 1]));
  }
}

}  // namespace chapter01
