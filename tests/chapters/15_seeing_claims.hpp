/// What chapter 15 concludes from maps and from steps against networks, with
/// margins and over several seeds.
#pragma once

#include <map>

#include "15_architectures/attack_trials.hpp"
#include "15_architectures/map_trials.hpp"
#include "15_seeing_tools.hpp"

namespace chapter15 {

inline const nn::TrainTest& claimed_images() {
  static const nn::TrainTest images = nn::load_images("fashion-mnist");
  return images;
}

/// The program's network, with this seed.
inline const SeenNetwork& claimed_network(std::uint64_t seed) {
  static std::map<std::uint64_t, SeenNetwork> all;
  if (!all.count(seed))
    all.emplace(seed, network_to_see(claimed_images(), {}, seed));
  return all.at(seed);
}

constexpr std::array<std::uint64_t, 3> three_seeds{1, 2, 3};
enum Row : arma::uword { gradient, product, cam, occluded, chance };

// No two of them put the pixels in nearly the same order.
BOOST_AUTO_TEST_CASE(the_four_maps_disagree) {
  for (const std::uint64_t seed : three_seeds) {
    const SeenNetwork& seen = claimed_network(seed);
    const SeenImages known = known_images(seen, 30);
    Maps maps(*seen.trained, seen.patch());
    const arma::mat table = agreement(maps, known.x, known.classes);
    for (arma::uword i = 0; i < kinds; ++i)
      for (arma::uword j = 0; j < i; ++j)
        BOOST_TEST(table(i, j) < 0.6);
    BOOST_TEST(table(gradient, occluded) < 0.3);
  }
}

// The first convolution moves by two pixels: a pixel in an odd row and column
// is in four of its windows, one in an even row and column in one.
BOOST_AUTO_TEST_CASE(the_gradient_shows_the_stride) {
  for (const std::uint64_t seed : three_seeds) {
    const SeenNetwork& seen = claimed_network(seed);
    const SeenImages known = known_images(seen, 30);
    Maps maps(*seen.trained, seen.patch());
    const arma::fmat map = maps.of(MapKind::gradient, known.x, known.classes);
    double odd = 0, even = 0;
    for (arma::uword i = 0; i < 28; ++i)
      for (arma::uword j = 0; j < 28; ++j) {
        if (i % 2 == 1 && j % 2 == 1) odd += arma::accu(map.row(i * 28 + j));
        if (i % 2 == 0 && j % 2 == 0) even += arma::accu(map.row(i * 28 + j));
      }
    BOOST_TEST(odd > 1.3 * even);
  }
}

// It is nearly the image, whatever the weights; the others change.
BOOST_AUTO_TEST_CASE(gradient_times_input_survives_random_weights) {
  for (const std::uint64_t seed : three_seeds) {
    const arma::mat table = after_forgetting(claimed_network(seed), 20);
    for (arma::uword column = 0; column < 3; ++column)
      BOOST_TEST(table(product, column) > 0.8);
    for (const arma::uword k : {gradient, cam, occluded})
      for (arma::uword column = 0; column < 2; ++column)
        BOOST_TEST(table(k, column) < 0.55);
  }
}

inline const std::vector<MarkScores>& five_mark_networks() {
  static const std::vector<MarkScores> all = [] {
    std::vector<MarkScores> scores;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const MarkNetwork net = taught_mark_network({}, seed);
      scores.push_back(judge_by_marks(*net, {}, seed));
    }
    return scores;
  }();
  return all;
}

// With each of five seeds, each map has on the mark more than twice what chance
// would put there, and none has all of it there.
BOOST_AUTO_TEST_CASE(every_map_finds_a_mark_that_decides) {
  for (const MarkScores& scores : five_mark_networks()) {
    BOOST_TEST(scores.accuracy > 0.95);
    for (arma::uword k = 0; k < kinds; ++k)
      BOOST_TEST((scores.on_mark(k) > 2.5 * area_of_mark() &&
                  scores.on_mark(k) < 0.6));
  }
}

// Brightness without a meaning: only gradient times input falls for it.
BOOST_AUTO_TEST_CASE(a_bright_decoy_deceives_gradient_times_input) {
  for (const MarkScores& scores : five_mark_networks()) {
    BOOST_TEST(scores.on_decoy(product) > 2 * area_of_mark());
    for (const arma::uword k : {gradient, cam, occluded})
      BOOST_TEST(scores.on_decoy(k) < scores.on_decoy(product) / 1.8);
  }
}

// Occlusion has the largest share on the mark, of the mean of five networks,
// and more than the gradient with each of them.
BOOST_AUTO_TEST_CASE(occlusion_has_most_on_the_mark) {
  arma::mat shares(5, kinds);
  for (arma::uword i = 0; i < 5; ++i) {
    shares.row(i) = five_mark_networks()[i].on_mark.t();
    BOOST_TEST(shares(i, occluded) > 1.2 * shares(i, gradient));
  }
  const arma::rowvec mean = arma::mean(shares, 0);
  for (const arma::uword k : {gradient, product, cam})
    BOOST_TEST(mean(occluded) > mean(k) + 0.03);
}

inline Deletions deleted(std::uint64_t seed, bool black) {
  const SeenNetwork& seen = claimed_network(seed);
  return delete_by_maps(seen, 30, {.points = 21, .gray = black ? 0 : seen.gray},
                        seed);
}

// Gray pixels: occlusion and the gradient are ahead of chance; gradient times
// input, which never names a black pixel, is behind it, clearly so in all
// images of the three seeds together.
BOOST_AUTO_TEST_CASE(gray_pixels_speak_for_occlusion) {
  Deletions all;
  for (const std::uint64_t seed : three_seeds) {
    const Deletions gray = deleted(seed, false);
    BOOST_TEST(gray.ahead_of_chance(occluded) > 3);
    BOOST_TEST(gray.ahead_of_chance(gradient) > 2);
    BOOST_TEST(gray.ahead_of_chance(product) < 0);
    all.areas = arma::join_cols(all.areas, gray.areas);
  }
  BOOST_TEST(all.ahead_of_chance(product) < -2);
}

// Black pixels: the order turns round, in the images of all seeds together.
BOOST_AUTO_TEST_CASE(black_pixels_speak_for_gradient_times_input) {
  Deletions all;
  for (const std::uint64_t seed : three_seeds) {
    const Deletions black = deleted(seed, true);
    BOOST_TEST(black.ahead_of_chance(product) > 1);
    BOOST_TEST(arma::mean(black.areas.col(product)) <
               arma::mean(black.areas.col(occluded)));
    all.areas = arma::join_cols(all.areas, black.areas);
  }
  BOOST_TEST(all.ahead_of_chance(product) > 2.5);
}

struct ClaimedAttack {
  Classifier clean, hardened, noisy;
};
inline const AttackSizes& claimed_sizes() {
  static const AttackSizes sizes;
  return sizes;
}
inline const ClaimedAttack& claimed_attack(std::uint64_t seed) {
  static std::map<std::uint64_t, ClaimedAttack> all;
  static const SeenImages train =
      seen_images(claimed_images().train, claimed_sizes().train);
  if (!all.count(seed)) {
    const auto net = [&](Training training, std::uint64_t with) {
      return trained_on(training, train, claimed_images().train.shape,
                        claimed_sizes(), with);
    };
    all.emplace(seed, ClaimedAttack{net(Training::clean, seed),
                                    net(Training::one_step, seed),
                                    net(Training::random_signs, seed)});
  }
  return all.at(seed);
}
inline const SeenImages& attacked_images() {
  static const SeenImages test = seen_images(claimed_images().test, 300);
  return test;
}

// A tenth of the range: by chance it hardly matters, along the gradient it
// takes most answers away; steps made against another network are in between.
BOOST_AUTO_TEST_CASE(a_fast_step_takes_what_a_random_one_leaves) {
  enum Column : arma::uword { random, transferred, one, several };
  for (const std::uint64_t seed : three_seeds) {
    const arma::mat right = accuracy_over_epsilon(
        *claimed_attack(seed).clean, *claimed_attack(seed % 3 + 1).clean,
        attacked_images(), {0, 0.05f, 0.1f}, 10);
    BOOST_TEST(right(2, random) > right(0, random) - 0.04);
    BOOST_TEST(right(2, one) < 0.25);
    BOOST_TEST(right(2, several) <= right(2, one));
    BOOST_TEST(right(2, several) < 0.12);
    for (arma::uword i = 1; i < 3; ++i) {
      BOOST_TEST(right(i, transferred) > right(i, one) + 0.15);
      BOOST_TEST(right(i, transferred) < right(i, random) - 0.02);
    }
    BOOST_TEST(right(1, one) > right(2, one) + 0.1);
  }
}

// What training on such images gains, and what it costs; random signs in the
// training do not do it.
BOOST_AUTO_TEST_CASE(training_on_steps_gains_and_costs) {
  for (const std::uint64_t seed : three_seeds) {
    const ClaimedAttack& nets = claimed_attack(seed);
    const auto of = [&](const Classifier& net) {
      return robustness(*net, attacked_images(), 0.1f, 10);
    };
    const Robustness clean = of(nets.clean), hardened = of(nets.hardened),
                     noisy = of(nets.noisy);
    BOOST_TEST(hardened.one_step > clean.one_step + 0.35);
    BOOST_TEST(hardened.several_steps > clean.several_steps + 0.15);
    BOOST_TEST(hardened.clean < clean.clean - 0.02);
    BOOST_TEST(hardened.several_steps < hardened.one_step - 0.05);
    BOOST_TEST(noisy.several_steps < clean.several_steps + 0.12);
  }
}

}  // namespace chapter15
