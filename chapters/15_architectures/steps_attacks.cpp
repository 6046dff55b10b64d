#include "steps_attacks.hpp"

#include "nn/core/print.hpp"

#include "attack_trials.hpp"
#include "show/figures_attacks.hpp"
#include "show/report_attacks.hpp"
#include "small_images.hpp"

namespace chapter15 {
namespace {

AttackSizes short_sizes(const nn::Options& options) {
  if (!options.smoke) return {};
  return {.train = 500, .test = 50, .epochs = 1, .attacking_steps = 2};
}

}  // namespace

void a_small_step_against_it(const nn::Options& options) {
  nn::heading("A small step against the network");
  const AttackSizes sizes = short_sizes(options);
  const SeenImages train = seen_images(clothes().train, sizes.train);
  const SeenImages test = seen_images(clothes().test, sizes.test);
  const auto net = [&](std::uint64_t seed) {
    return trained_on(Training::clean, train, clothes().train.shape, sizes, seed);
  };
  const Classifier one = net(options.seed), other = net(options.seed + 1);
  const arma::fvec epsilons{0, 0.01f, 0.02f, 0.05f, 0.1f, 0.2f};
  const arma::mat right = accuracy_over_epsilon(*one, *other, test, epsilons,
                                                sizes.attacking_steps);
  print_over_epsilon(epsilons, right);
  draw_over_epsilon(options.out, epsilons, right);
  draw_fooled(options.out, *one, test, clothes().test, 0.1f);
}

void training_on_such_images(const nn::Options& options) {
  const AttackSizes sizes = short_sizes(options);
  nn::heading(
      fmt::format("Training on such images: epsilon {}", sizes.epsilon));
  const SeenImages train = seen_images(clothes().train, sizes.train);
  const SeenImages test = seen_images(clothes().test, sizes.test);
  print_robustness_head();
  for (const Training training :
       {Training::clean, Training::random_signs, Training::one_step}) {
    const Classifier net =
        trained_on(training, train, clothes().train.shape, sizes, options.seed);
    print_robustness(training, {robustness(*net, test, sizes.epsilon,
                                           sizes.attacking_steps)});
  }
}

void training_on_such_images_at_length(const nn::Options& options) {
  const AttackSizes sizes{
      .train = 20000, .test = 2000, .epochs = 5, .attacking_steps = 20};
  nn::heading(fmt::format("Training on attacked images, epsilon {}, 5 seeds",
                          sizes.epsilon));
  const SeenImages train = seen_images(clothes().train, sizes.train);
  const SeenImages test = seen_images(clothes().test, sizes.test);
  print_robustness_head();
  for (const Training training : trainings) {
    std::vector<Robustness> all;
    for (std::uint64_t k = 0; k < 5; ++k)
      all.push_back(robustness(*trained_on(training, train, clothes().train.shape,
                                           sizes, options.seed + k),
                               test, sizes.epsilon, sizes.attacking_steps));
    print_robustness(training, all);
  }
}

}  // namespace chapter15
