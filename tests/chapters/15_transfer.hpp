// Features for another task: copied, frozen, fine-tuned, probed.
#pragma once

#include <boost/test/unit_test.hpp>

#include "15_architectures/freeze.hpp"
#include "15_architectures/probe.hpp"
#include "15_architectures/transfer_experiment.hpp"

namespace transfer_tests {

using namespace chapter15;

/// The program's task and network, made once for all tests.
inline const Task& task() {
  static const Task made = mixed_kinds(10000, 1000);
  return made;
}
inline Transfer& transfer() {
  static Transfer made = transfer_from(task(), 200, 1);
  return made;
}

/// The program's table, computed once: the accuracies of five draws.
inline arma::rowvec accuracies(Way way, std::size_t labels) {
  static const auto outcomes = compare_ways(transfer(), task(), {}, 1);
  for (const Outcome& outcome : outcomes)
    if (outcome.way == way && outcome.labels == labels)
      return outcome.accuracies;
  throw std::out_of_range("no such outcome");
}

inline double mean_of(Way way, std::size_t labels) {
  return arma::mean(accuracies(way, labels));
}

/// A few images of noise, with two classes that a mean tells apart.
inline SmallImages noise(std::size_t count) {
  SmallImages images{{1, 6, 6}, arma::fmat(36, count), {}};
  nn::Random random(2);
  images.x.imbue([&] { return float(random.normal()); });
  for (std::size_t i = 0; i < count; ++i) {
    images.labels.push_back(i % 2);
    images.x.col(i) += float(i % 2);
  }
  return images;
}

}  // namespace transfer_tests

BOOST_AUTO_TEST_CASE(small_images_are_means_of_two_by_two) {
  using namespace transfer_tests;
  nn::Dataset data;
  data.shape = {1, 2, 4};
  data.labels = {3, 5, 3, 4};
  data.pixels.assign(32, 0);
  data.pixels[16] = 51, data.pixels[17] = 102, data.pixels[20] = 51;
  data.pixels[26] = 255;
  const SmallImages images = small_images(data, {3, 4}, 3);
  BOOST_TEST((images.shape == nn::Shape{1, 1, 2}));
  BOOST_TEST((images.labels == std::vector<std::int32_t>{0, 0, 1}));
  const arma::fmat expected = {{0, .2f, 0}, {0, 0, .25f}};
  BOOST_TEST(arma::abs(images.x - expected).max() < 1e-6);
  BOOST_CHECK_THROW(small_images(data, {3, 4}, 4), nn::UsageError);
}

BOOST_AUTO_TEST_CASE(draws_have_equally_many_of_each_class) {
  using namespace transfer_tests;
  const SmallImages& pool = task().target.pool;
  const arma::uvec drawn = draw_labels(pool, 5, 100, 3);
  BOOST_TEST(arma::unique(drawn).eval().n_elem == 100u);
  arma::uvec counts(5, arma::fill::zeros);
  for (const arma::uword i : drawn)
    ++counts(arma::uword(pool.labels[i]));
  BOOST_TEST(arma::all(counts == 20));
  BOOST_TEST(arma::any(drawn != draw_labels(pool, 5, 100, 4)));
  BOOST_CHECK_THROW(draw_labels(pool, 5, 101, 3), nn::UsageError);
  BOOST_CHECK_THROW(draw_labels(pool, 5, 50000, 3), nn::UsageError);
}

BOOST_AUTO_TEST_CASE(everything_is_copied_but_the_head) {
  using namespace transfer_tests;
  const SmallImages images = noise(20);
  const auto from = transfer_net(images.shape, 2, 1);
  const auto to = transfer_net(images.shape, 3, 2);
  const auto untouched = transfer_net(images.shape, 3, 2);
  train_on(images, {.rate = 0.05, .steps = 5}, *from);
  copy_all_but("fc.", *from, *to);
  const auto features = [&](TransferNet& net) {
    return features_of(net, images).x;
  };
  BOOST_TEST(
      arma::approx_equal(features(*from), features(*to), "absdiff", 0.f));
  BOOST_TEST(!arma::approx_equal(features(*from), features(*untouched),
                                 "absdiff", 1e-3f));
  const auto head = [](TransferNet& net) {
    return net.parameters().tail_rows(32 * 3 + 3).eval();
  };
  BOOST_TEST(arma::approx_equal(head(*to), head(*untouched), "absdiff", 0.f));
  const auto other = std::make_unique<TransferNet>(images.shape);
  other->add<nn::Linear>("fc0", other->input(), 36, 2);
  other->build(1);
  BOOST_CHECK_THROW(copy_all_but("fc.", *from, *other), nn::Error);
}

// Exactly: what moves, and what does not.
BOOST_AUTO_TEST_CASE(only_features_computed_once_stay) {
  using namespace transfer_tests;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const SmallImages images = noise(30);
    const auto source = transfer_net(images.shape, 2, seed);
    train_on(images, {.rate = 0.05, .steps = 5}, *source);
    const auto moved = [&](Freezing freezing) {
      return moved_by(freezing, *source, 2, images);
    };
    const Moved masked = moved(Freezing::zero_gradients);
    BOOST_TEST(masked.weights > 1e-4);
    BOOST_TEST(masked.running_means > 0.01);
    const Moved fewer = moved(Freezing::fewer_parameters);
    BOOST_TEST(fewer.weights == 0);
    BOOST_TEST(fewer.running_means > 0.01);
    BOOST_TEST(fewer.features > 0.01);
    const Moved once = moved(Freezing::features_once);
    BOOST_TEST(once.weights == 0);
    BOOST_TEST(once.running_means == 0);
    BOOST_TEST(once.features == 0);
  }
}

// Right where a straight line divides the classes, at chance where nothing
// does.
BOOST_AUTO_TEST_CASE(a_probe_reads_what_is_there) {
  using namespace transfer_tests;
  SmallImages train = noise(400), test = noise(600);
  BOOST_TEST(probe_accuracy(train, test, 2, 60) > 0.95);
  train.x.row(7).fill(3), test.x.row(7).fill(3);  // a number that never changes
  BOOST_TEST(probe_accuracy(train, test, 2, 60) > 0.95);
  nn::Random random(5);
  for (SmallImages* images : {&train, &test})
    images->x.imbue([&] { return float(random.normal()); });
  BOOST_TEST(std::abs(probe_accuracy(train, test, 2, 60) - 0.5) < 0.1);
}

// Ten labels: both ways with the source's weights are ahead of those without by
// eight points, and in four of five draws.
BOOST_AUTO_TEST_CASE(ten_labels_gain_from_other_kinds) {
  using namespace transfer_tests;
  for (const Way with : {Way::frozen, Way::fine_tuned})
    for (const Way without : {Way::scratch, Way::random_features}) {
      BOOST_TEST(mean_of(with, 10) > mean_of(without, 10) + 0.08);
      const arma::rowvec ahead = accuracies(with, 10) - accuracies(without, 10);
      BOOST_TEST(arma::accu(ahead > 0) >= 4u);
    }
}

BOOST_AUTO_TEST_CASE(fine_tuning_is_the_best_of_the_networks) {
  using namespace transfer_tests;
  for (const std::size_t labels : {10u, 100u, 1000u})
    for (const Way other : {Way::scratch, Way::random_features, Way::frozen})
      BOOST_TEST(mean_of(Way::fine_tuned, labels) > mean_of(other, labels));
}

BOOST_AUTO_TEST_CASE(a_linear_layer_on_pixels_is_a_strong_opponent) {
  using namespace transfer_tests;
  for (const std::size_t labels : {100u, 1000u})
    for (const Way way :
         {Way::scratch, Way::random_features, Way::frozen, Way::fine_tuned})
      BOOST_TEST(mean_of(Way::pixels, labels) > mean_of(way, labels));
  BOOST_TEST(std::abs(mean_of(Way::pixels, 10) - mean_of(Way::frozen, 10)) <
             0.05);
}

// Up to the last block, whatever the weights: within three points of the
// pixels. In the pooled channels the source's training is worth five points
// and more, in every draw.
BOOST_AUTO_TEST_CASE(training_shows_in_the_pooled_channels) {
  using namespace transfer_tests;
  const Target& target = task().target;
  std::vector<SmallImages> draws;
  for (std::uint64_t seed = 1; seed <= 5; ++seed)
    draws.push_back(
        chosen(target.pool, draw_labels(target.pool, 5, 100, seed)));
  const auto probe = [&](TransferNet& net) {
    return probe_layers(net, draws, target.test, 5, 60);
  };
  const arma::mat trained = probe(transfer().source());
  const arma::mat untrained = probe(transfer().untrained());
  const arma::vec gain = arma::mean(trained - untrained, 1);
  for (const arma::mat& network : {trained, untrained})
    for (arma::uword i = 1; i < 5; ++i)
      BOOST_TEST(std::abs(arma::mean(network.row(i)) -
                          arma::mean(network.row(0))) < 0.03);
  BOOST_TEST(arma::abs(gain.head(5)).max() < 0.03);
  BOOST_TEST((trained - untrained).eval().row(5).min() > 0.05);
}

// What is measured depends on the seed alone.
BOOST_AUTO_TEST_CASE(a_way_that_is_gone_twice_ends_at_the_same_place) {
  using namespace transfer_tests;
  const arma::uvec drawn = draw_labels(task().target.pool, 5, 10, 2);
  for (const Way way : all_ways) {
    const auto again = [&](std::uint64_t seed) {
      return transfer().learn(
          way, drawn, {.rate = 0.03, .steps = 5, .seed = seed}, Judge::test);
    };
    BOOST_TEST(again(1) == again(1));
    BOOST_TEST(again(1) != again(2));
  }
}
