#include "steps_transfer.hpp"

#include "nn/core/error.hpp"
#include "nn/core/print.hpp"

#include "freeze.hpp"
#include "probe.hpp"
#include "show/figures_transfer.hpp"
#include "show/report_transfer.hpp"
#include "transfer_experiment.hpp"

namespace chapter15 {
namespace {

TransferPlan plan_of(const nn::Options& options) {
  if (options.smoke) return {{10}, 4, 2, 2};
  return {};
}

void frozen_or_not(Transfer& transfer, const Task& task) {
  nn::heading("Ten steps with frozen layers: what moves in them");
  fmt::print("  {:26} {:>10} {:>14} {:>10}\n", "frozen how", "weights",
             "running means", "features");
  for (const Freezing freezing : all_freezings)
    print_moved(
        freezing,
        moved_by(freezing, transfer.source(), task.target.classes,
                 chosen(task.target.pool, arma::regspace<arma::uvec>(0, 63))));
}

void few_labels(Transfer& transfer, const Task& task,
                const nn::Options& options) {
  const TransferPlan plan = plan_of(options);
  nn::heading(fmt::format("The other five kinds, {} steps, {} draws of labels",
                          plan.steps, plan.seeds));
  const auto outcomes = compare_ways(transfer, task, plan, options.seed);
  print_outcomes(outcomes);
  if (!options.smoke) draw_outcomes(outcomes, options.out / "transfer.svg");
}

void read_from_layers(Transfer& transfer, const Task& task,
                      const nn::Options& options) {
  const std::size_t labels = options.smoke ? 20 : 100;
  nn::heading(fmt::format("A linear probe of each layer, {} labels", labels));
  const Target& target = task.target;
  std::vector<SmallImages> draws;
  for (std::uint64_t k = 0; k < plan_of(options).seeds; ++k)
    draws.push_back(chosen(target.pool, draw_labels(target.pool, target.classes,
                                                    labels, options.seed + k)));
  const auto probe = [&](TransferNet& net) {
    return probe_layers(net, draws, target.test, target.classes,
                        options.smoke ? 2 : 60);
  };
  const arma::mat trained = probe(transfer.source());
  const arma::mat untrained = probe(transfer.untrained());
  print_probes(transfer.source(), trained, untrained);
  draw_probes(trained, untrained, options.out / "probes.svg");
}

void compare_at_length(const std::string& title, const Task& task,
                       const TransferPlan& plan, std::uint64_t seed) {
  nn::heading(title);
  const auto outcomes = compare_ways_at_length(task, plan, seed);
  print_outcomes(outcomes);
  fmt::print("\n  validation accuracy by rate, mean of three other seeds\n");
  print_rates(outcomes);
}

}  // namespace

void features_for_other_clothes(const nn::Options& options) {
  const Task task =
      mixed_kinds(options.smoke ? 200 : 10000, options.smoke ? 100 : 1000);
  Transfer transfer =
      transfer_from(task, plan_of(options).source_steps, options.seed);
  frozen_or_not(transfer, task);
  few_labels(transfer, task, options);
  read_from_layers(transfer, task, options);
}

void transfer_at_length(const std::string& source, const nn::Options& options) {
  if (source != "clothes" && source != "digits")
    throw nn::UsageError("--transfer takes clothes or digits, not " + source);
  const TransferPlan longer{.source_steps = 2000, .steps = 200};
  if (source == "digits")
    return compare_at_length("From digits to clothes",
                             clothes_after_digits(20000, 2000), longer,
                             options.seed);
  compare_at_length("As short as the usual run", mixed_kinds(10000, 1000), {},
                    options.seed);
  compare_at_length("Mixed kinds, at length", mixed_kinds(20000, 2000), longer,
                    options.seed);
  compare_at_length("Kinds that are far apart, at length",
                    kinds_apart(20000, 2000), longer, options.seed);
}

}  // namespace chapter15
