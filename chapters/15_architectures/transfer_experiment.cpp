#include "transfer_experiment.hpp"

#include <array>
#include <iterator>

#include "nn/core/error.hpp"

namespace chapter15 {
namespace {

using Kinds = std::vector<std::int32_t>;

constexpr std::size_t validation_images = 1000;

nn::TrainTest digits() {
  nn::TrainTest images = nn::load_images("");
  if (images.train.name == "MNIST") return images;
  throw nn::DataError(
      fmt::format("{} instead of MNIST's digits: `./learn data mnist` fetches "
                  "them, or name their folder in $NN_DATA",
                  images.train.name));
}

/// The first images are for choosing rates, the others to draw labels from.
Target target_of(const nn::TrainTest& images, const Kinds& kinds,
                 std::size_t test_images) {
  const SmallImages train =
      small_images(images.train, kinds, validation_images + 5000);
  const arma::uvec validation =
      arma::regspace<arma::uvec>(0, validation_images - 1);
  return {kinds.size(), rest(train, validation_images),
          chosen(train, validation),
          small_images(images.test, kinds, test_images)};
}

/// As the source's images were, so are the target's: the network has seen no
/// others.
void apply_scale_of_source(Task& task) {
  const Scale scale = scale_of(task.source);
  for (SmallImages* images : {&task.source, &task.target.pool,
                              &task.target.validation, &task.target.test})
    apply(scale, *images);
}

Task clothes_after(const Kinds& source, const Kinds& target,
                   std::size_t source_images, std::size_t test_images) {
  Task task{source.size(), small_images(clothes().train, source, source_images),
            target_of(clothes(), target, test_images)};
  apply_scale_of_source(task);
  return task;
}

double learn(Transfer& transfer, const Task& task, const Outcome& outcome,
             double rate, const TransferPlan& plan, std::uint64_t seed,
             Judge judge) {
  const Target& target = task.target;
  const arma::uvec drawn =
      draw_labels(target.pool, target.classes, outcome.labels, seed);
  return transfer.learn(outcome.way, drawn,
                        {.rate = rate, .steps = plan.steps, .seed = seed},
                        judge);
}

std::vector<Outcome> outcomes_of(const TransferPlan& plan) {
  std::vector<Outcome> outcomes;
  for (const Way way : all_ways)
    for (const std::size_t labels : plan.labels)
      outcomes.push_back({way, labels, usual_rate(way, labels),
                          arma::rowvec(std::size(transfer_rates)),
                          arma::rowvec(plan.seeds)});
  return outcomes;
}

/// Adds one seed's share to the mean validation accuracy of every rate.
void add_validations(Transfer& transfer, const Task& task,
                     const TransferPlan& plan, std::uint64_t seed, double share,
                     std::vector<Outcome>& outcomes) {
  for (Outcome& outcome : outcomes)
    for (arma::uword i = 0; i < std::size(transfer_rates); ++i)
      outcome.validations(i) +=
          share * learn(transfer, task, outcome, transfer_rates[i], plan, seed,
                        Judge::validation);
}

}  // namespace

Task mixed_kinds(std::size_t source_images, std::size_t test_images) {
  return clothes_after({0, 2, 3, 5, 7}, {1, 4, 6, 8, 9}, source_images,
                       test_images);
}

Task kinds_apart(std::size_t source_images, std::size_t test_images) {
  return clothes_after({0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}, source_images,
                       test_images);
}

Task clothes_after_digits(std::size_t source_images, std::size_t test_images) {
  Task task{10, small_images(digits().train, all_kinds, source_images),
            target_of(clothes(), all_kinds, test_images)};
  apply_scale_of_source(task);
  return task;
}

Transfer transfer_from(const Task& task, std::size_t steps,
                       std::uint64_t seed) {
  auto net = transfer_net(task.source.shape, task.source_classes, seed);
  train_on(task.source,
           {.rate = 0.1, .steps = steps, .seed = seed, .batch = 64}, *net);
  return Transfer(std::move(net), task.target, seed + 1000);
}

double usual_rate(Way way, std::size_t labels) {
  const std::size_t column = labels < 100 ? 0 : labels < 1000 ? 1 : 2;
  switch (way) {
    case Way::pixels:
      return std::array{0.01, 0.1, 0.1}[column];
    case Way::scratch:
      return std::array{0.03, 0.3, 0.3}[column];
    case Way::random_features:
      return std::array{0.3, 1.0, 1.0}[column];
    case Way::frozen:
      return std::array{1.0, 1.0, 0.3}[column];
    default:
      return std::array{0.03, 0.1, 0.1}[column];
  }
}

std::vector<Outcome> compare_ways(Transfer& transfer, const Task& task,
                                  const TransferPlan& plan,
                                  std::uint64_t seed) {
  std::vector<Outcome> outcomes = outcomes_of(plan);
  for (Outcome& outcome : outcomes)
    for (arma::uword k = 0; k < plan.seeds; ++k)
      outcome.accuracies(k) = learn(transfer, task, outcome, outcome.rate, plan,
                                    seed + k, Judge::test);
  return outcomes;
}

std::vector<Outcome> compare_ways_at_length(const Task& task,
                                            const TransferPlan& plan,
                                            std::uint64_t seed) {
  std::vector<Outcome> outcomes = outcomes_of(plan);
  for (const std::uint64_t chooser : {101u, 102u, 103u}) {
    Transfer transfer = transfer_from(task, plan.source_steps, chooser);
    add_validations(transfer, task, plan, chooser, 1.0 / 3, outcomes);
  }
  for (Outcome& outcome : outcomes)
    outcome.rate = transfer_rates[outcome.validations.index_max()];
  for (arma::uword k = 0; k < plan.seeds; ++k) {
    Transfer transfer = transfer_from(task, plan.source_steps, seed + k);
    for (Outcome& outcome : outcomes)
      outcome.accuracies(k) = learn(transfer, task, outcome, outcome.rate, plan,
                                    seed + k, Judge::test);
  }
  return outcomes;
}

}  // namespace chapter15
